import { Option, SubCommand } from 'nest-commander';
import { ClientService, shownClient } from '@app/auth';
import { InvalidRequestError } from '@app/common';
import { ExitCode } from '../exit-code';
import { operator } from '../operator';
import { print, type OutputOptions } from '../output';
import { secretFromStdin } from '../secret-input';
import { clientText, timeText } from './client-text';
import { JsonCommand } from './json.command';
import { durationMs } from './option-values';

const DAY_MS = 86_400_000;
/** As the admin API has it. */
const DEFAULT_OVERLAP_MS = DAY_MS;
const MAX_OVERLAP_MS = 30 * DAY_MS;

interface RotateOptions extends OutputOptions {
  readonly name: string;
  readonly overlap?: number;
}

@SubCommand({
  name: 'rotate',
  description: 'Give a client a new key, shown this once; the old one works on for a while',
})
export class RotateClientCommand extends JsonCommand {
  override readonly example = 'clients rotate --name my-app --overlap 24h';

  constructor(private readonly clients: ClientService) {
    super();
  }

  async run(_: string[], { name, overlap = DEFAULT_OVERLAP_MS, ...options }: RotateOptions): Promise<void> {
    const { id, version: expectedVersion } = await this.clients.findByName(name);
    const { client, key } = await this.clients.rotate(operator(), id, overlap, { expectedVersion });
    const old = client.previousKey
      ? `The old key works until ${timeText(client.previousKey.worksUntil, '')}.`
      : 'The old key works no more.';
    print(
      { ...shownClient(client), key },
      options,
      `Client "${name}" has a new key. It is shown only now:\n\n  ${key}\n\n${old}`,
    );
  }

  @Option({ flags: '-n, --name <name>', description: 'name of the client', required: true })
  parseName(name: string): string {
    return name.trim();
  }

  @Option({
    flags: '--overlap <time>',
    description: 'how long the old key works, e.g. 90s, 24h (default), 7d; 0: not at all',
  })
  parseOverlap(text: string): number {
    const overlapMs = durationMs('--overlap', text);
    if (overlapMs > MAX_OVERLAP_MS) throw new InvalidRequestError('--overlap is 30d at most.');
    return overlapMs;
  }
}

@SubCommand({ name: 'find', description: 'Say whose key it is that comes on standard input, working or not' })
export class FindClientCommand extends JsonCommand {
  override readonly example = 'clients find --json';

  constructor(private readonly clients: ClientService) {
    super();
  }

  async run(_: string[], options?: OutputOptions): Promise<void> {
    const client = await this.clients.findByKey(await secretFromStdin('the key'));
    const result = { client: client && shownClient(client) };
    print(result, options, client ? clientText(client) : "This key is nobody's.");
    if (!client) process.exitCode = ExitCode.failed;
  }
}
