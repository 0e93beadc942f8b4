import { Option, SubCommand } from 'nest-commander';
import { InvalidRequestError, isRecord } from '@app/common';
import type { Group, RoutingStrategy } from '@app/contracts';
import { GroupEditor } from '@app/routing';
import { operator } from '../operator';
import { print, type OutputOptions } from '../output';
import { jsonFile } from '../routes/json-file';
import { JsonCommand } from './json.command';
import { listOf, NONE, oneOf, wholeNumber, type None } from './option-values';

interface GroupOptions extends OutputOptions {
  readonly strategy?: RoutingStrategy;
  readonly targets?: readonly string[];
  readonly logicLevel?: number | None;
  readonly primaryUse?: string;
  readonly settings?: string;
}

/** A command that takes what a group is. */
abstract class WriteGroupCommand extends JsonCommand {
  @Option({ flags: '--strategy <name>', description: 'heuristic, classifier, fallback or weighted' })
  parseStrategy(text: string): RoutingStrategy {
    return oneOf('--strategy', text, ['heuristic', 'classifier', 'fallback', 'weighted']);
  }

  @Option({ flags: '--targets <list>', description: 'models and groups it leads to, the cheapest first' })
  parseTargets(text: string): string[] {
    return listOf(text);
  }

  @Option({ flags: '--logic-level <level>', description: '1 (simple) to 10 (hard), or "none"' })
  parseLogicLevel(text: string): number | None {
    return text === NONE ? NONE : wholeNumber('--logic-level', text, 10);
  }

  @Option({ flags: '--primary-use <text>', description: 'what it is for' })
  parsePrimaryUse(text: string): string {
    return text;
  }

  @Option({ flags: '--settings <file>', description: 'settings of the strategy as JSON ("-": standard input)' })
  parseSettings(file: string): string {
    return file;
  }
}

/** The group after a change; what is not named stays. */
async function changedGroup(before: Group, options: GroupOptions): Promise<Group> {
  const { strategy = before.strategy, targets = before.targets, primaryUse = before.primaryUse } = options;
  const { logicLevel = before.logicLevel } = options;
  const settings = options.settings === undefined ? before.settings : await settingsIn(options.settings);
  const { name, isEnabled } = before;
  return {
    ...{ name, isEnabled, strategy, targets, settings },
    ...{ logicLevel: logicLevel === NONE ? null : logicLevel, primaryUse: primaryUse === NONE ? null : primaryUse },
  };
}

async function settingsIn(file: string): Promise<Record<string, unknown>> {
  const settings = await jsonFile(file);
  if (!isRecord(settings)) throw new InvalidRequestError(`"${file}" holds no JSON object.`);
  return settings;
}

@SubCommand({ name: 'create', arguments: '<name>', description: 'Create a group; what would not route is refused' })
export class CreateGroupCommand extends WriteGroupCommand {
  override readonly example = 'groups create support --strategy fallback --targets gpt-5.4-mini,gpt-5.4';

  constructor(private readonly groups: GroupEditor) {
    super();
  }

  async run([name = '']: string[], options: GroupOptions): Promise<void> {
    const { strategy, targets } = options;
    if (strategy === undefined || targets === undefined)
      throw new InvalidRequestError('A group needs --strategy and --targets.');
    const nothing = { logicLevel: null, primaryUse: null, settings: {}, isEnabled: true };
    await this.groups.create(operator(), await changedGroup({ name, strategy, targets, ...nothing }, options));
    print(await this.groups.find(name), options, `Created ${name}.`);
  }
}

@SubCommand({ name: 'update', arguments: '<name>', description: 'Change what is named of a group' })
export class UpdateGroupCommand extends WriteGroupCommand {
  override readonly example = 'groups update dispatcher --primary-use Everything';

  constructor(private readonly groups: GroupEditor) {
    super();
  }

  async run([name = '']: string[], options: GroupOptions): Promise<void> {
    const before = await this.groups.find(name);
    const { version: expectedVersion } = before;
    await this.groups.save(operator(), await changedGroup(before, options), { expectedVersion });
    print(await this.groups.find(name), options, `Changed ${name}.`);
  }
}

@SubCommand({ name: 'restore-seeds', description: 'Bring back groups that came with the product and were removed' })
export class RestoreSeedsCommand extends JsonCommand {
  override readonly example = 'groups restore-seeds';

  constructor(private readonly groups: GroupEditor) {
    super();
  }

  async run(_: string[], options?: OutputOptions): Promise<void> {
    const restored = await this.groups.restoreSeeds(operator());
    print({ restored }, options, restored.length === 0 ? 'All of them are there.' : `Restored ${restored.join(', ')}.`);
  }
}
