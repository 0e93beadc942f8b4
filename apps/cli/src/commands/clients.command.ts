import { Command, Option, SubCommand } from 'nest-commander';
import { ClientKeyService } from '@app/auth';
import type { Client } from '@app/contracts';
import { ClientRepository } from '@app/persistence';
import { print, table, type OutputOptions } from '../output';
import { JsonCommand } from './json.command';
import { ParentCommand } from './parent.command';

interface NameOptions extends OutputOptions {
  readonly name: string;
}

/** What may be shown of a client: never the hash. */
function shown({ id, name, keyPrefix, isEnabled, expiresAt, createdAt }: Client) {
  return { id, name, keyPrefix, isEnabled, expiresAt, createdAt };
}

@SubCommand({ name: 'create', description: 'Create a client and print its key, this once' })
export class CreateClientCommand extends JsonCommand {
  constructor(private readonly keys: ClientKeyService) {
    super();
  }

  async run(_: string[], options: NameOptions): Promise<void> {
    const { client, key } = await this.keys.create(options.name);
    const text = `Created client "${client.name}". Its key is shown only now:\n\n  ${key}\n`;
    print({ ...shown(client), key }, options, text);
  }

  @Option({ flags: '-n, --name <name>', description: 'name of the client, unique', required: true })
  parseName(name: string): string {
    return name.trim();
  }
}

@SubCommand({ name: 'list', description: 'List clients' })
export class ListClientsCommand extends JsonCommand {
  constructor(private readonly clients: ClientRepository) {
    super();
  }

  async run(_: string[], options?: OutputOptions): Promise<void> {
    const clients = await this.clients.list();
    const rows = clients.map(({ name, keyPrefix, isEnabled, createdAt }) => [
      name,
      `${keyPrefix}…`,
      isEnabled ? 'yes' : 'no',
      new Date(createdAt).toISOString(),
    ]);
    print(clients.map(shown), options, table(['Name', 'Key', 'Enabled', 'Created'], rows));
  }
}

@SubCommand({ name: 'revoke', description: 'Disable the key of a client; it stops working within a second' })
export class RevokeClientCommand extends JsonCommand {
  constructor(private readonly keys: ClientKeyService) {
    super();
  }

  async run(_: string[], options: NameOptions): Promise<void> {
    const client = await this.keys.revoke(options.name);
    print(shown(client), options, `Revoked the key of client "${client.name}".`);
  }

  @Option({ flags: '-n, --name <name>', description: 'name of the client', required: true })
  parseName(name: string): string {
    return name.trim();
  }
}

@Command({
  name: 'clients',
  description: 'Holders of API keys',
  subCommands: [CreateClientCommand, ListClientsCommand, RevokeClientCommand],
})
export class ClientsCommand extends ParentCommand {}
