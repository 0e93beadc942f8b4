import { Command, Option, SubCommand } from 'nest-commander';
import { ClientService, shownClient } from '@app/auth';
import { operator } from '../operator';
import { print, table, type OutputOptions } from '../output';
import { FindClientCommand, RotateClientCommand } from './client-keys.command';
import { limitsText } from './client-limits';
import { ClientSettingsCommand, settingsFrom, type ClientSettingsOptions } from './client-settings.options';
import { EnableClientCommand, RemoveClientCommand, RevokeClientCommand } from './client-switches.command';
import { clientText } from './client-text';
import { ApplyClientsCommand, PlanClientsCommand } from './declarations.command';
import { JsonCommand } from './json.command';
import { ParentCommand } from './parent.command';

interface NameOptions extends OutputOptions {
  readonly name: string;
}

@SubCommand({ name: 'create', description: 'Create a client and print its key, this once' })
export class CreateClientCommand extends ClientSettingsCommand {
  override readonly example = 'clients create --name my-app --rpm 600';

  constructor(private readonly clients: ClientService) {
    super();
  }

  async run(_: string[], options: NameOptions & ClientSettingsOptions): Promise<void> {
    const draft = { ...settingsFrom(options), name: options.name };
    const { client, key } = await this.clients.create(operator(), draft);
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

@SubCommand({ name: 'show', description: 'Show all that is set for a client' })
export class ShowClientCommand extends JsonCommand {
  override readonly example = 'clients show --name my-app';

  constructor(private readonly clients: ClientService) {
    super();
  }

  async run(_: string[], options: NameOptions): Promise<void> {
    const client = await this.clients.findByName(options.name);
    print(shownClient(client), options, clientText(client));
  }

  @Option({ flags: '-n, --name <name>', description: 'name of the client', required: true })
  parseName(name: string): string {
    return name.trim();
  }
}

interface UpdateOptions extends NameOptions, ClientSettingsOptions {
  readonly newName?: string;
}

@SubCommand({
  name: 'update',
  aliases: ['limit'],
  description: 'Change settings and limits of a client; those not named stay as they are',
})
export class UpdateClientCommand extends ClientSettingsCommand {
  override readonly example = 'clients update --name my-app --rpm 600 --allowed-models none';

  constructor(private readonly clients: ClientService) {
    super();
  }

  async run(_: string[], { name, newName, ...options }: UpdateOptions): Promise<void> {
    const before = await this.clients.findByName(name);
    const change = { ...settingsFrom(options, before), ...(newName !== undefined && { name: newName }) };
    const client = await this.clients.update(operator(), before.id, change, { expectedVersion: before.version });
    print(shownClient(client), options, `Changed client "${client.name}". Limits: ${limitsText(client.limits)}.`);
  }

  @Option({ flags: '-n, --name <name>', description: 'name of the client', required: true })
  parseName(name: string): string {
    return name.trim();
  }

  @Option({ flags: '--new-name <name>', description: 'what it is called from now on' })
  parseNewName(name: string): string {
    return name;
  }
}

const VERBS = [
  CreateClientCommand,
  ListClientsCommand,
  ShowClientCommand,
  UpdateClientCommand,
  RotateClientCommand,
  RevokeClientCommand,
  EnableClientCommand,
  RemoveClientCommand,
  FindClientCommand,
  PlanClientsCommand,
  ApplyClientsCommand,
];

@Command({
  name: 'clients',
  description: 'Holders of API keys',
  subCommands: VERBS,
})
export class ClientsCommand extends ParentCommand {
  override readonly example = 'clients list';
}

export const CLIENT_COMMANDS = [ClientsCommand, ...VERBS];
