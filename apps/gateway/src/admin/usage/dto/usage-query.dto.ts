import { IsBoolean, IsIn, IsInt, IsOptional, IsString, Max, MaxLength, Min } from 'class-validator';
import type {
  RequestOutcome,
  UsageBreakdownBy,
  UsageBreakdownSort,
  UsageFilter,
  UsageGrouping,
  UsageRange,
  UsageStep,
} from '@app/contracts';
import { QueryBoolean, QueryNumber } from '../../http/query-values';

const LAST_MOMENT = 8_640_000_000_000_000;
export const GROUPINGS: readonly UsageGrouping[] = ['provider', 'model', 'client', 'group'];

/** A range and what of it is meant. */
export class UsageQueryDto implements Omit<UsageRange, 'zone'>, UsageFilter {
  @Max(LAST_MOMENT)
  @Min(0)
  @IsInt()
  @QueryNumber()
  from!: number;

  @Max(LAST_MOMENT)
  @Min(0)
  @IsInt()
  @QueryNumber()
  to!: number;

  /** IANA name; the reporting zone when left out. */
  @IsOptional()
  @MaxLength(64)
  @IsString()
  zone?: string;

  @IsOptional()
  @IsString()
  providerId?: string;

  @IsOptional()
  @IsString()
  model?: string;

  @IsOptional()
  @IsString()
  clientId?: string;

  @IsOptional()
  @IsString()
  groupName?: string;

  @IsOptional()
  @IsIn(['completed', 'failed', 'cancelled'])
  outcome?: RequestOutcome;

  @IsOptional()
  @IsBoolean()
  @QueryBoolean()
  isStream?: boolean;
}

export class UsageSeriesQueryDto extends UsageQueryDto {
  @IsOptional()
  @IsIn(GROUPINGS)
  by?: UsageGrouping;

  @IsOptional()
  @IsIn(['quarter', 'hour', 'day', 'month'])
  step?: UsageStep;
}

export class UsageBreakdownQueryDto extends UsageQueryDto {
  @IsIn([...GROUPINGS, 'target', 'error'])
  by!: UsageBreakdownBy;

  @IsOptional()
  @IsIn(['cost', 'requests', 'errors', 'tokens', 'latency'])
  sort?: UsageBreakdownSort;

  @IsOptional()
  @Max(1_000)
  @Min(1)
  @IsInt()
  @QueryNumber()
  limit?: number;
}

/** Without the fields that were not given, which would be conditions. */
export function filterOf({ providerId, model, clientId, groupName, outcome, isStream }: UsageQueryDto): UsageFilter {
  return {
    ...(providerId !== undefined && { providerId }),
    ...(model !== undefined && { model }),
    ...(clientId !== undefined && { clientId }),
    ...(groupName !== undefined && { groupName }),
    ...(outcome !== undefined && { outcome }),
    ...(isStream !== undefined && { isStream }),
  };
}

export function rangeOf({ from, to, zone }: UsageQueryDto, reportingZone: string): UsageRange {
  return { from, to, zone: zone ?? reportingZone };
}
