import { basename } from 'node:path';
import { Injectable } from '@nestjs/common';
import { Command, Option, SubCommand } from 'nest-commander';
import { readEnvironment } from '@app/config';
import type { ConfigKind } from '@app/contracts/admin';
import { Declarations, readDocument, type DeclarationOptions } from '@app/gateway';
import { confirm } from '../confirm';
import { operator } from '../operator';
import { print, type OutputOptions } from '../output';
import { textFile } from '../routes/json-file';
import { JsonCommand } from './json.command';
import { keysText, planText } from './plan-text';

interface FileOptions extends OutputOptions {
  readonly file: string;
  readonly prune?: boolean;
  readonly yes?: boolean;
}

/** What is declared through standard input belongs to this name. */
const STDIN = 'stdin';

/** Injectable, because only what is decorated tells Nest what its constructor takes; commands below inherit that. */
@Injectable()
abstract class DeclarationCommand extends JsonCommand {
  /** All where it is left out. */
  protected readonly kinds: readonly ConfigKind[] | undefined = undefined;

  constructor(protected readonly declarations: Declarations) {
    super();
  }

  @Option({ flags: '-f, --file <file>', description: 'YAML or JSON ("-": standard input)', required: true })
  parseFile(file: string): string {
    return file;
  }

  @Option({ flags: '--prune', description: 'remove what this file declared before and does not declare now' })
  parsePrune(): boolean {
    return true;
  }

  protected async read({ file, prune = false }: FileOptions) {
    const name = file === '-' ? STDIN : basename(file);
    const environment = readEnvironment();
    const variable = (key: string): string | undefined => environment[key];
    const options: DeclarationOptions = { file: name, isPruning: prune, kinds: this.kinds, variable };
    return { document: readDocument(await textFile(file), name), options };
  }
}

/** Without a decorator: what is decorated would hand its name down to the commands that extend it. */
abstract class PlanRunner extends DeclarationCommand {
  async run(_: string[], given: FileOptions): Promise<void> {
    const { document, options } = await this.read(given);
    const plan = await this.declarations.plan(operator(), document, options);
    print(plan, given, planText(plan));
  }
}

abstract class ApplyRunner extends DeclarationCommand {
  async run(_: string[], given: FileOptions): Promise<void> {
    const { document, options } = await this.read(given);
    const plan = await this.declarations.plan(operator(), document, options);
    if (plan.changes.length > 0 && !given.yes) await confirm(`${planText(plan)}\n`, given);
    // Planned again inside: somebody may have changed something while the question stood there.
    const applied = await this.declarations.apply(operator(), document, options);
    print(applied, given, planText(applied.plan) + keysText(applied.keys));
  }

  @Option({ flags: '--yes', description: 'do not ask' })
  parseYes(): boolean {
    return true;
  }
}

@SubCommand({ name: 'plan', description: 'Show what a file would change of groups; its other sections are left alone' })
export class PlanGroupsCommand extends PlanRunner {
  override readonly example = 'groups plan -f gophergate.yaml';
  protected override readonly kinds = ['group'] as const;
}

@SubCommand({ name: 'apply', description: 'Apply the groups of a file; its other sections are left alone' })
export class ApplyGroupsCommand extends ApplyRunner {
  override readonly example = 'groups apply -f gophergate.yaml --yes';
  protected override readonly kinds = ['group'] as const;
}

@SubCommand({
  name: 'plan',
  description: 'Show what a file would change of clients; its other sections are left alone',
})
export class PlanClientsCommand extends PlanRunner {
  override readonly example = 'clients plan -f gophergate.yaml';
  protected override readonly kinds = ['client'] as const;
}

@SubCommand({ name: 'apply', description: 'Apply the clients of a file; its other sections are left alone' })
export class ApplyClientsCommand extends ApplyRunner {
  override readonly example = 'clients apply -f gophergate.yaml --yes';
  protected override readonly kinds = ['client'] as const;
}

@Command({ name: 'plan', description: 'Show what a configuration file would change, and change nothing' })
export class PlanCommand extends PlanRunner {
  override readonly example = 'plan -f gophergate.yaml';
}

@Command({ name: 'apply', description: 'Bring the database to what a configuration file says, all of it or nothing' })
export class ApplyCommand extends ApplyRunner {
  override readonly example = 'apply -f gophergate.yaml --yes';
}

@SubCommand({
  name: 'plan',
  description: 'Show what a file would change of models and prices; its other sections are left alone',
})
export class PlanModelsCommand extends PlanRunner {
  override readonly example = 'models plan -f gophergate.yaml';
  protected override readonly kinds = ['model', 'price'] as const;
}

@SubCommand({
  name: 'apply',
  description: 'Apply the models and prices of a file; its other sections are left alone',
})
export class ApplyModelsCommand extends ApplyRunner {
  override readonly example = 'models apply -f gophergate.yaml --yes';
  protected override readonly kinds = ['model', 'price'] as const;
}

/** Those of their own; the narrowed ones are verbs of groups, clients and models. */
export const DECLARATION_COMMANDS = [PlanCommand, ApplyCommand] as const;
