import { Body, Get, HttpCode, Post, Query } from '@nestjs/common';
import { Access } from '@app/auth';
import { LiveSettings } from '@app/config';
import type { UsageBreakdown, UsageRange, UsageSummary, UsageTimeSeries } from '@app/contracts';
import type { WhatIfReport } from '@app/contracts/admin';
import { WhatIf } from '@app/gateway';
import { UsageReports } from '@app/telemetry';
import { AdminController } from '../http/admin-controller.decorator';
import { Documented } from '../http/documented.decorator';
import { filterOf, rangeOf, UsageBreakdownQueryDto, UsageQueryDto, UsageSeriesQueryDto } from './dto/usage-query.dto';
import { WhatIfDto } from './dto/what-if.dto';
import { A_WHAT_IF, A_WHAT_IF_REPORT } from './what-if.examples';
import { A_BREAKDOWN, A_SERIES, A_SUMMARY } from './usage.examples';

const RANGE = {
  from: 'First moment, epoch milliseconds.',
  to: 'Moment before which the range ends, epoch milliseconds.',
  zone: 'IANA name of the zone whose days are meant; the reporting zone of the settings by default.',
  providerId: 'Only this provider.',
  model: 'Only this model; with providerId.',
  clientId: 'Only this client.',
  groupName: 'Only this group.',
  outcome: 'completed, failed or cancelled.',
  isStream: 'true or false.',
};

@AdminController('usage')
@Access('viewer')
export class UsageController {
  constructor(
    private readonly reports: UsageReports,
    private readonly settings: LiveSettings,
    private readonly whatIf: WhatIf,
  ) {}

  @Get('summary')
  @Documented({
    summary: 'Sums of a range, and of the one before it',
    response: 'UsageSummary',
    query: RANGE,
    example: { response: A_SUMMARY },
  })
  summary(@Query() query: UsageQueryDto): Promise<UsageSummary> {
    return this.reports.summary(this.rangeOf(query), filterOf(query));
  }

  @Get('series')
  @Documented({
    summary: 'Sums over time, for charts',
    response: 'UsageTimeSeries',
    query: { ...RANGE, by: 'provider, model, client or group.', step: 'quarter, hour, day or month.' },
    example: { response: A_SERIES },
  })
  series(@Query() query: UsageSeriesQueryDto): Promise<UsageTimeSeries> {
    const { by, step } = query;
    return this.reports.timeSeries({
      range: this.rangeOf(query),
      filter: filterOf(query),
      ...(by && { by }),
      ...(step && { step }),
    });
  }

  @Get('breakdown')
  @Documented({
    summary: 'Sums by provider, model, client, group, target or error',
    response: 'UsageBreakdown',
    query: {
      ...RANGE,
      by: 'provider, model, client, group, target or error.',
      sort: 'cost (by default), requests, errors, tokens or latency.',
      limit: 'Rows, 100 by default.',
    },
    example: { response: A_BREAKDOWN },
  })
  breakdown(@Query() query: UsageBreakdownQueryDto): Promise<UsageBreakdown> {
    const { by, sort, limit } = query;
    const options = { ...(sort && { sort }), ...(limit !== undefined && { limit }) };
    return this.reports.breakdown({ range: this.rangeOf(query), filter: filterOf(query), by, ...options });
  }

  @Post('what-if')
  @HttpCode(200)
  @Access('admin')
  @Documented({
    summary: 'What stored requests would have cost with another model, price or end of a promo',
    description:
      'An estimate from stored token counts, row by row, for 31 days and 100,000 requests at most; no model is asked.',
    request: 'WhatIfRequest',
    response: 'WhatIfReport',
    example: { request: A_WHAT_IF, response: A_WHAT_IF_REPORT },
  })
  supposed(@Body() body: WhatIfDto): Promise<WhatIfReport> {
    return this.whatIf.report(body);
  }

  private rangeOf(query: UsageQueryDto): UsageRange {
    return rangeOf(query, this.settings.current().reportingZone);
  }
}
