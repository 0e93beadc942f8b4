import { IsBoolean, IsIn, IsInt, IsNumber, IsOptional, IsString, Max, MaxLength, Min } from 'class-validator';
import type { CostState, ExportFormat, RequestFilter, RequestOutcome } from '@app/contracts';
import { QueryBoolean, QueryNumber } from '../../http/query-values';

const LAST_MOMENT = 8_640_000_000_000_000;

/** Which rows are meant; what is left out does not matter. */
export class RequestFilterDto implements RequestFilter {
  @IsOptional()
  @Max(LAST_MOMENT)
  @Min(0)
  @IsInt()
  @QueryNumber()
  from?: number;

  @IsOptional()
  @Max(LAST_MOMENT)
  @Min(0)
  @IsInt()
  @QueryNumber()
  to?: number;

  @IsOptional()
  @IsString()
  clientId?: string;

  @IsOptional()
  @IsString()
  providerId?: string;

  @IsOptional()
  @IsString()
  model?: string;

  @IsOptional()
  @IsString()
  groupName?: string;

  @IsOptional()
  @IsIn(['completed', 'failed', 'cancelled'])
  outcome?: RequestOutcome;

  @IsOptional()
  @IsIn([1, 2, 3, 4, 5])
  @QueryNumber()
  statusClass?: 1 | 2 | 3 | 4 | 5;

  @IsOptional()
  @IsString()
  errorCode?: string;

  @IsOptional()
  @IsIn(['priced', 'free', 'unpriced'])
  costState?: CostState;

  @IsOptional()
  @IsBoolean()
  @QueryBoolean()
  isStream?: boolean;

  @IsOptional()
  @IsNumber()
  @QueryNumber()
  minCostNanoUsd?: number;

  @IsOptional()
  @IsNumber()
  @QueryNumber()
  minLatencyMs?: number;

  @IsOptional()
  @IsString()
  requestId?: string;

  @IsOptional()
  @IsString()
  clientRequestId?: string;
}

export class RequestsQueryDto extends RequestFilterDto {
  @IsOptional()
  @Max(200)
  @Min(1)
  @IsInt()
  @QueryNumber()
  limit?: number;

  @IsOptional()
  @MaxLength(2_000)
  @IsString()
  cursor?: string;
}

export class RequestExportQueryDto extends RequestFilterDto {
  @IsIn(['csv', 'ndjson'])
  format!: ExportFormat;

  /** IANA name; the reporting zone when left out. */
  @IsOptional()
  @MaxLength(64)
  @IsString()
  zone?: string;
}

/** Without what was not given, which would be a condition of its own. */
export function requestFilterOf(query: RequestFilterDto): RequestFilter {
  const {
    limit: _,
    cursor: __,
    format: ___,
    zone: ____,
    ...filter
  } = query as RequestsQueryDto & RequestExportQueryDto;
  return Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== undefined));
}
