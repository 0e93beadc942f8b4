import { Command, Option, SubCommand } from 'nest-commander';
import { ClientService } from '@app/auth';
import { NotFoundError, usdText } from '@app/common';
import type { RequestFilter, RequestOutcome, RequestRecord } from '@app/contracts';
import { RequestDetails } from '@app/gateway';
import { RequestListService } from '@app/telemetry';
import { print, table, type OutputOptions } from '../output';
import { instantOf } from './instant-of';
import { JsonCommand } from './json.command';
import { oneOf, wholeNumber } from './option-values';
import { ParentCommand } from './parent.command';
import { requestText } from './request-text';

interface ListOptions extends OutputOptions {
  readonly from?: number;
  readonly to?: number;
  readonly client?: string;
  readonly provider?: string;
  readonly model?: string;
  readonly group?: string;
  readonly outcome?: RequestOutcome;
  readonly limit?: number;
  readonly cursor?: string;
}

@SubCommand({ name: 'list', description: 'List requests, the newest first (default: those of the last 24 hours)' })
export class ListRequestsCommand extends JsonCommand {
  override readonly example = 'requests list --outcome failed --limit 20';

  constructor(
    private readonly requests: RequestListService,
    private readonly clients: ClientService,
  ) {
    super();
  }

  async run(_: string[], options: ListOptions): Promise<void> {
    const { limit, cursor } = options;
    const page = await this.requests.page(await this.filterOf(options), {
      ...(limit !== undefined && { limit }),
      ...(cursor !== undefined && { cursor }),
    });
    const more = page.nextCursor === null ? '' : `\nMore: --cursor ${page.nextCursor}`;
    print(
      page,
      options,
      `${table(['Time', 'Id', 'Asked', 'Sent', 'Status', 'Took', 'Cost'], page.requests.map(rowOf))}${more}`,
    );
  }

  @Option({ flags: '--from <time>', description: 'first moment, e.g. 2026-11-01 (UTC) or 2026-11-01T08:00:00Z' })
  parseFrom(text: string): number {
    return instantOf('--from', text);
  }

  @Option({ flags: '--to <time>', description: 'moment before which it ends (default: now)' })
  parseTo(text: string): number {
    return instantOf('--to', text);
  }

  @Option({ flags: '--client <name>', description: 'requests of this client alone' })
  parseClient(text: string): string {
    return text;
  }

  @Option({ flags: '--provider <id>', description: 'requests to this provider alone' })
  parseProvider(text: string): string {
    return text;
  }

  @Option({ flags: '--model <name>', description: 'a name that was asked for, sent or served' })
  parseModel(text: string): string {
    return text;
  }

  @Option({ flags: '--group <name>', description: 'requests through this group alone' })
  parseGroup(text: string): string {
    return text;
  }

  @Option({ flags: '--outcome <outcome>', description: 'completed, failed or cancelled' })
  parseOutcome(text: string): RequestOutcome {
    return oneOf('--outcome', text, ['completed', 'failed', 'cancelled']);
  }

  @Option({ flags: '--limit <count>', description: '1 to 200, 50 by default' })
  parseLimit(text: string): number {
    return wholeNumber('--limit', text, 200);
  }

  @Option({ flags: '--cursor <cursor>', description: 'where the page before ended' })
  parseCursor(text: string): string {
    return text;
  }

  private async filterOf({ from, to, client, provider, model, group, outcome }: ListOptions): Promise<RequestFilter> {
    return {
      ...(from !== undefined && { from }),
      ...(to !== undefined && { to }),
      ...(client !== undefined && { clientId: (await this.clients.findByName(client)).id }),
      ...(provider !== undefined && { providerId: provider }),
      ...(model !== undefined && { model }),
      ...(group !== undefined && { groupName: group }),
      ...(outcome !== undefined && { outcome }),
    };
  }
}

function rowOf({ startedAt, requestId, askedModel, providerId, sentModel, ...request }: RequestRecord): string[] {
  const sent = providerId === null ? '-' : `${providerId}/${sentModel ?? ''}`;
  const cost = request.costNanoUsd === null ? '-' : `$${usdText(request.costNanoUsd)}`;
  const time = new Date(startedAt).toISOString();
  return [time, requestId, askedModel, sent, `${request.httpStatus}`, `${request.latencyMs} ms`, cost];
}

@SubCommand({
  name: 'show',
  arguments: '<id>',
  description: 'Show all that is known of a request, and how its cost came about',
})
export class ShowRequestCommand extends JsonCommand {
  override readonly example = 'requests show 019ab2c4-5d10-7c44-9a51-0d6f3f0c2b11';

  constructor(private readonly details: RequestDetails) {
    super();
  }

  async run([id = '']: string[], options?: OutputOptions): Promise<void> {
    const detail = await this.details.find(id);
    if (!detail) throw new NotFoundError('There is no such request, or it is kept no longer.', 'request_not_found');
    print(detail, options, requestText(detail));
  }
}

const VERBS = [ListRequestsCommand, ShowRequestCommand];

@Command({ name: 'requests', description: 'The ledger, request by request', subCommands: VERBS })
export class RequestsCommand extends ParentCommand {
  override readonly example = 'requests list';
}

export const REQUEST_COMMANDS = [RequestsCommand, ...VERBS];
