import { Option, SubCommand } from 'nest-commander';
import { ClientService, shownClient } from '@app/auth';
import { confirm } from '../confirm';
import { operator } from '../operator';
import { print, type OutputOptions } from '../output';
import { JsonCommand } from './json.command';
import { YesCommand, type YesOptions } from './yes.command';

interface NameOptions extends OutputOptions {
  readonly name: string;
}

@SubCommand({
  name: 'revoke',
  aliases: ['disable'],
  description: 'Disable the key of a client; it stops working within a second',
})
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

@SubCommand({ name: 'enable', description: 'Let the key of a client work again' })
export class EnableClientCommand extends JsonCommand {
  override readonly example = 'clients enable --name my-app';

  constructor(private readonly clients: ClientService) {
    super();
  }

  async run(_: string[], options: NameOptions): Promise<void> {
    const { id } = await this.clients.findByName(options.name);
    const client = await this.clients.update(operator(), id, { isEnabled: true });
    print(shownClient(client), options, `The key of client "${client.name}" works again.`);
  }

  @Option({ flags: '-n, --name <name>', description: 'name of the client', required: true })
  parseName(name: string): string {
    return name.trim();
  }
}

@SubCommand({ name: 'remove', description: 'Remove a client for good; its rows in the ledger stay' })
export class RemoveClientCommand extends YesCommand {
  override readonly example = 'clients remove --name my-app --yes';

  constructor(private readonly clients: ClientService) {
    super();
  }

  async run(_: string[], options: NameOptions & YesOptions): Promise<void> {
    const { id, name, version: expectedVersion } = await this.clients.findByName(options.name);
    await confirm(`Client "${name}" and its key are gone for good.`, options);
    await this.clients.remove(operator(), id, { expectedVersion });
    print({ removed: name }, options, `Removed client "${name}".`);
  }

  @Option({ flags: '-n, --name <name>', description: 'name of the client', required: true })
  parseName(name: string): string {
    return name.trim();
  }
}
