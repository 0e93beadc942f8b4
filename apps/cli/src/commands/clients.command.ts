import { Command, Option, SubCommand } from 'nest-commander';
import { ClientService, shownClient, UNLIMITED } from '@app/auth';
import { operator } from '../operator';
import { print, table, type OutputOptions } from '../output';
import { changedLimits, LimitsCommand, limitsText, type LimitOptions } from './client-limits';
import { ApplyClientsCommand, PlanClientsCommand } from './declarations.command';
import { JsonCommand } from './json.command';
import { ParentCommand } from './parent.command';

interface NameOptions extends OutputOptions {
  readonly name: string;
}

@SubCommand({ name: 'create', description: 'Create a client and print its key, this once' })
export class CreateClientCommand extends LimitsCommand {
  override readonly example = 'clients create --name my-app --rpm 600';

  constructor(private readonly clients: ClientService) {
    super();
  }

  async run(_: string[], options: NameOptions & LimitOptions): Promise<void> {
    const { client, key } = await this.clients.create(operator(), {
      name: options.name,
      limits: changedLimits(UNLIMITED, options),
    });
    const text = `Created client "${client.name}". Its key is shown only now:\n\n  ${key}\n`;
    print({ ...shownClient(client), key }, options, text);
  }

  @Option({ flags: '-n, --name <name>', description: 'name of the client, unique', required: true })
  parseName(name: string): string {
    return name.trim();
  }
}

@SubCommand({ name: 'list', description: 'List clients' })
export class ListClientsCommand extends JsonCommand {
  override readonly example = 'clients list --json';

  constructor(private readonly clients: ClientService) {
    super();
  }

  async run(_: string[], options?: OutputOptions): Promise<void> {
    const clients = await this.clients.list();
    const rows = clients.map(({ name, keyPrefix, isEnabled, createdAt, limits }) => [
      name,
      `${keyPrefix}…`,
      isEnabled ? 'yes' : 'no',
      new Date(createdAt).toISOString(),
      limitsText(limits),
    ]);
    print(clients.map(shownClient), options, table(['Name', 'Key', 'Enabled', 'Created', 'Limits'], rows));
  }
}

@SubCommand({ name: 'revoke', description: 'Disable the key of a client; it stops working within a second' })
export class RevokeClientCommand extends JsonCommand {
  override readonly example = 'clients revoke --name my-app';

  constructor(private readonly clients: ClientService) {
    super();
  }

  async run(_: string[], options: NameOptions): Promise<void> {
    const { id } = await this.clients.findByName(options.name);
    const client = await this.clients.update(operator(), id, { isEnabled: false });
    print(shownClient(client), options, `Revoked the key of client "${client.name}".`);
  }

  @Option({ flags: '-n, --name <name>', description: 'name of the client', required: true })
  parseName(name: string): string {
    return name.trim();
  }
}

@SubCommand({ name: 'limit', description: 'Set limits of a client; those not named stay as they are' })
export class LimitClientCommand extends LimitsCommand {
  override readonly example = 'clients limit --name my-app --rpm 600';

  constructor(private readonly clients: ClientService) {
    super();
  }

  async run(_: string[], options: NameOptions & LimitOptions): Promise<void> {
    const { id, limits } = await this.clients.findByName(options.name);
    const client = await this.clients.update(operator(), id, { limits: changedLimits(limits, options) });
    print(shownClient(client), options, `Limits of client "${client.name}": ${limitsText(client.limits)}.`);
  }

  @Option({ flags: '-n, --name <name>', description: 'name of the client', required: true })
  parseName(name: string): string {
    return name.trim();
  }
}

@Command({
  name: 'clients',
  description: 'Holders of API keys',
  subCommands: [
    CreateClientCommand,
    ListClientsCommand,
    LimitClientCommand,
    RevokeClientCommand,
    PlanClientsCommand,
    ApplyClientsCommand,
  ],
})
export class ClientsCommand extends ParentCommand {
  override readonly example = 'clients list';
}
