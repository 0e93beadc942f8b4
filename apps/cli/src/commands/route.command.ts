import { Command, Option, SubCommand } from 'nest-commander';
import { InvalidRequestError } from '@app/common';
import { RouteExplainService, type RouteQuestion } from '@app/gateway';
import { ClientRepository } from '@app/persistence';
import { promptOfText, readGroups } from '@app/routing';
import { ExitCode } from '../exit-code';
import { print, type OutputOptions } from '../output';
import { explanationText } from '../routes/explanation-text';
import { jsonFile, textFile } from '../routes/json-file';
import { JsonCommand } from './json.command';
import { ParentCommand } from './parent.command';

interface ExplainOptions extends OutputOptions {
  readonly promptFile?: string;
  readonly rating?: number;
  readonly ask?: boolean;
  readonly session?: string;
  readonly client?: string;
  readonly outputTokens?: number;
  readonly groups?: string;
}

@SubCommand({
  name: 'explain',
  arguments: '<model> [prompt]',
  description:
    'Say where a request would go and why, without sending it. Breakers of a running gateway count as closed',
})
export class ExplainRouteCommand extends JsonCommand {
  override readonly example = "route explain dispatcher 'Debug this step by step'";

  constructor(
    private readonly explainer: RouteExplainService,
    private readonly clients: ClientRepository,
  ) {
    super();
  }

  async run([model = '', given]: string[], options: ExplainOptions): Promise<void> {
    const { promptFile, rating, ask = false, session, client, outputTokens, groups } = options;
    if ((session === undefined) !== (client === undefined))
      throw new InvalidRequestError('Give --session and --client together: sessions of two clients are two.');
    if (given !== undefined && promptFile !== undefined)
      throw new InvalidRequestError('Give the prompt as an argument or by --prompt-file, not both.');
    if (rating !== undefined && ask) throw new InvalidRequestError('Give --rating or --ask, not both.');
    const prompt = promptFile === undefined ? (given ?? '') : await textFile(promptFile);
    const explanation = await this.explainer.explain({
      model,
      prompt: promptOfText(prompt),
      ...(session === undefined ? {} : { sessionKey: `${await this.clientId(client ?? '')}\u0000${session}` }),
      ...(outputTokens === undefined ? {} : { outputTokens }),
      ...ratingOf(rating, ask),
      ...(groups === undefined ? {} : { groups: readGroups(await jsonFile(groups)) }),
    });
    print(explanation, options, explanationText(explanation));
    if (explanation.failure) process.exitCode = ExitCode.failed;
  }

  @Option({ flags: '--prompt-file <file>', description: 'read the prompt from a file' })
  parsePromptFile(file: string): string {
    return file;
  }

  @Option({ flags: '--rating <number>', description: 'what a selector model would rate the prompt' })
  parseRating(text: string): number {
    return wholeNumber('--rating', text);
  }

  @Option({ flags: '--ask', description: 'have the prompt really rated, which costs as much as it does when serving' })
  parseAsk(): boolean {
    return true;
  }

  @Option({ flags: '--session <id>', description: 'the session that a weighted group keeps with one target' })
  parseSession(id: string): string {
    return id;
  }

  @Option({ flags: '--client <name>', description: 'the client whose session it is' })
  parseClient(name: string): string {
    return name;
  }

  private async clientId(name: string): Promise<string> {
    const client = await this.clients.findByName(name);
    if (!client) throw new InvalidRequestError(`There is no client "${name}".`);
    return client.id;
  }

  @Option({ flags: '--output-tokens <number>', description: 'tokens of the answer that the cost is reckoned with' })
  parseOutputTokens(text: string): number {
    return wholeNumber('--output-tokens', text);
  }

  @Option({
    flags: '--groups <file>',
    description: 'JSON of groups that are not saved, in the place of those of their names',
  })
  parseGroups(file: string): string {
    return file;
  }
}

function wholeNumber(option: string, text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new InvalidRequestError(`${option} takes a whole number, not "${text}".`);
  return Number(text);
}

function ratingOf(rating: number | undefined, isAsking: boolean): Pick<RouteQuestion, 'rating'> {
  if (isAsking) return { rating: 'ask' };
  return rating === undefined ? {} : { rating };
}

@Command({ name: 'route', description: 'Where requests go', subCommands: [ExplainRouteCommand] })
export class RouteCommand extends ParentCommand {
  override readonly example = "route explain dispatcher 'Debug this step by step'";
}
