import { Command, Option, SubCommand } from 'nest-commander';
import { InvalidRequestError } from '@app/common';
import type { Group } from '@app/contracts';
import { GroupEditor, readGroups } from '@app/routing';
import { confirm } from '../confirm';
import { operator } from '../operator';
import { print, table, type OutputOptions } from '../output';
import { jsonFile } from '../routes/json-file';
import { BacktestGroupCommand } from './backtest-group.command';
import { CalibrateGroupCommand } from './calibrate-group.command';
import { ApplyGroupsCommand, PlanGroupsCommand } from './declarations.command';
import { JsonCommand } from './json.command';
import { ParentCommand } from './parent.command';
import { CreateGroupCommand, RestoreSeedsCommand, UpdateGroupCommand } from './write-group.command';
import { YesCommand, type YesOptions } from './yes.command';

@SubCommand({ name: 'list', description: 'List groups and their targets' })
export class ListGroupsCommand extends JsonCommand {
  override readonly example = 'groups list';

  constructor(private readonly groups: GroupEditor) {
    super();
  }

  async run(_: string[], options?: OutputOptions): Promise<void> {
    const groups = await this.groups.list();
    const rows = groups.map(({ name, logicLevel, strategy, targets, primaryUse, isEnabled }) => [
      name,
      logicLevel === null ? '-' : String(logicLevel),
      isEnabled ? strategy : `${strategy} (off)`,
      targets.join(', '),
      primaryUse ?? '',
    ]);
    print(groups, options, table(['Group', 'Level', 'Strategy', 'Targets', 'Primary use'], rows));
  }
}

@SubCommand({ name: 'show', arguments: '<name>', description: 'Print a group as JSON, as "groups save" takes it' })
export class ShowGroupCommand extends JsonCommand {
  override readonly example = 'groups show dispatcher --json';

  constructor(private readonly groups: GroupEditor) {
    super();
  }

  async run([name = '']: string[], options?: OutputOptions): Promise<void> {
    const group = await this.groups.find(name);
    print(group, options, JSON.stringify(group, null, 2));
  }
}

@SubCommand({
  name: 'save',
  arguments: '<file>',
  description: 'Create or replace groups from a JSON file ("-": standard input); what would not route is refused',
})
export class SaveGroupsCommand extends JsonCommand {
  override readonly example = 'groups save groups.json';

  constructor(private readonly groups: GroupEditor) {
    super();
  }

  async run([file = '']: string[], options?: OutputOptions): Promise<void> {
    const groups = readGroups(await jsonFile(file));
    if (groups.length === 0) throw new InvalidRequestError('The file holds no group.');
    await this.groups.saveAll(operator(), groups);
    print(groups, options, `Saved ${groups.map(({ name }) => name).join(', ')}.`);
  }
}

@SubCommand({ name: 'remove', arguments: '<name>', description: 'Remove a group that no other group leads to' })
export class RemoveGroupCommand extends YesCommand {
  override readonly example = 'groups remove old-group --yes';

  constructor(private readonly groups: GroupEditor) {
    super();
  }

  async run([name = '']: string[], options?: YesOptions): Promise<void> {
    const { version: expectedVersion } = await this.groups.find(name);
    await confirm(`The group ${name} is gone for good.`, options);
    await this.groups.remove(operator(), name, { expectedVersion });
    print({ removed: name }, options, `Removed ${name}.`);
  }
}

interface SwitchOptions extends OutputOptions {
  readonly off?: boolean;
}

@SubCommand({ name: 'enable', arguments: '<name>', description: 'Switch a group on, or off with --off' })
export class EnableGroupCommand extends JsonCommand {
  override readonly example = 'groups enable dispatcher';

  constructor(private readonly groups: GroupEditor) {
    super();
  }

  async run([name = '']: string[], { off = false, ...options }: SwitchOptions): Promise<void> {
    const group: Group = { ...(await this.groups.find(name)), isEnabled: !off };
    await this.groups.save(operator(), group);
    print(group, options, `${name} is switched ${off ? 'off' : 'on'}.`);
  }

  @Option({ flags: '--off', description: 'switch it off' })
  parseOff(): boolean {
    return true;
  }
}

const VERBS = [
  ListGroupsCommand,
  ShowGroupCommand,
  CreateGroupCommand,
  UpdateGroupCommand,
  SaveGroupsCommand,
  RemoveGroupCommand,
  EnableGroupCommand,
  RestoreSeedsCommand,
  CalibrateGroupCommand,
  BacktestGroupCommand,
  PlanGroupsCommand,
  ApplyGroupsCommand,
];

@Command({ name: 'groups', description: 'Names that route to models; see also route explain', subCommands: VERBS })
export class GroupsCommand extends ParentCommand {
  override readonly example = 'groups list';
}

export const GROUP_COMMANDS = [GroupsCommand, ...VERBS];
