import { once } from 'node:events';
import { Get, Param, Query, Res } from '@nestjs/common';
import { Access } from '@app/auth';
import { NotFoundError } from '@app/common';
import { LiveSettings } from '@app/config';
import type { Actor, RequestDetail, RequestPage } from '@app/contracts';
import type { RequestBodiesView } from '@app/contracts/admin';
import { RequestBodies, RequestDetails } from '@app/gateway';
import { RequestExportService, RequestListService } from '@app/telemetry';
import { abortOnClose } from '../../http/exchange.acceptor';
import type { GatewayResponse } from '../../http/gateway-request';
import { ActingUser } from '../http/acting-user.decorator';
import { AdminController } from '../http/admin-controller.decorator';
import { Documented } from '../http/documented.decorator';
import { RequestExportQueryDto, requestFilterOf, RequestsQueryDto } from './dto/requests-query.dto';
import { A_REQUEST_DETAIL, SOME_BODIES, A_REQUEST_PAGE } from './request.examples';

const FILTER = {
  from: 'First moment, epoch milliseconds; by default 24 hours before the end.',
  to: 'Moment before which the range ends; open by default.',
  clientId: 'Only this client.',
  providerId: 'Only this provider.',
  model: 'A name that was asked for, sent or served.',
  groupName: 'Only this group.',
  outcome: 'completed, failed or cancelled.',
  statusClass: 'First digit of the HTTP status.',
  errorCode: 'Only this error.',
  costState: 'priced, free or unpriced.',
  isStream: 'true or false.',
  minCostNanoUsd: 'Only what cost at least so much.',
  minLatencyMs: 'Only what took at least so long.',
  requestId: 'One row, whenever it began.',
  clientRequestId: "The caller's own id.",
};
const TYPES = { csv: 'text/csv; charset=utf-8', ndjson: 'application/x-ndjson' } as const;

@AdminController('requests')
@Access('viewer')
export class RequestsController {
  constructor(
    private readonly requests: RequestListService,
    private readonly exports: RequestExportService,
    private readonly details: RequestDetails,
    private readonly settings: LiveSettings,
    private readonly bodies: RequestBodies,
  ) {}

  @Get()
  @Documented({
    summary: 'Rows of the ledger, newest first',
    response: 'RequestPage',
    query: { ...FILTER, limit: '1 to 200, 50 by default.', cursor: 'From the page before.' },
    example: { response: A_REQUEST_PAGE },
  })
  list(@Query() query: RequestsQueryDto): Promise<RequestPage> {
    const { limit, cursor } = query;
    return this.requests.page(requestFilterOf(query), {
      ...(limit !== undefined && { limit }),
      ...(cursor !== undefined && { cursor }),
    });
  }

  @Get('export')
  @Documented({
    summary: 'All rows that a filter meets, as a file',
    response: 'string',
    contentType: 'text/csv',
    query: {
      ...FILTER,
      format: 'csv or ndjson.',
      zone: 'IANA name of the zone of a CSV; the reporting zone of the settings by default.',
    },
    example: { response: 'request_id,started_at,zone,client\r\n' },
  })
  async export(@Query() query: RequestExportQueryDto, @Res() response: GatewayResponse): Promise<void> {
    const { format, zone = this.settings.current().reportingZone } = query;
    const { signal } = abortOnClose(response);
    const chunks = this.exports.exportRequests(requestFilterOf(query), { format, zone, signal });
    response.set({
      'content-type': TYPES[format],
      'content-disposition': `attachment; filename="requests.${format}"`,
    });
    for await (const chunk of chunks) if (!response.write(chunk)) await once(response, 'drain', { signal });
    response.end();
  }

  @Get(':id')
  @Documented({
    summary: 'All that is known of one request',
    response: 'RequestDetail',
    example: { response: A_REQUEST_DETAIL },
  })
  async find(@Param('id') id: string): Promise<RequestDetail> {
    const detail = await this.details.find(id);
    if (!detail) throw new NotFoundError('There is no such request, or it is kept no longer.', 'request_not_found');
    return detail;
  }

  @Get(':id/bodies')
  @Access('bodies')
  @Documented({
    summary: 'What a client sent and got, where that is captured; the audit log notes who reads it',
    description: 'For administrators, and for viewers where the settings allow it.',
    response: 'RequestBodiesView',
    example: { response: SOME_BODIES },
  })
  readBodies(@ActingUser() actor: Actor, @Param('id') id: string): Promise<RequestBodiesView> {
    return this.bodies.read(actor, id);
  }
}
