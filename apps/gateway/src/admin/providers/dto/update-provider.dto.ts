import { Type } from 'class-transformer';
import {
  IsBoolean,
  IsIn,
  IsInt,
  IsObject,
  IsOptional,
  IsString,
  Max,
  MaxLength,
  Min,
  ValidateIf,
  ValidateNested,
} from 'class-validator';
import type { ProviderTuning } from '@app/contracts';
import type { SetBreakerRequest, UpdateProviderRequest } from '@app/contracts/admin';

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;
const isGiven = (_: unknown, value: unknown): boolean => value !== undefined;

class LimitsDto implements NonNullable<ProviderTuning['limits']> {
  @ValidateIf(isGiven)
  @Max(DAY_MS)
  @Min(1)
  @IsInt()
  connectMs?: number;

  @ValidateIf(isGiven)
  @Max(DAY_MS)
  @Min(1)
  @IsInt()
  firstByteMs?: number;

  @ValidateIf(isGiven)
  @Max(DAY_MS)
  @Min(1)
  @IsInt()
  idleMs?: number;

  @ValidateIf(isGiven)
  @Max(DAY_MS)
  @Min(1)
  @IsInt()
  totalMs?: number;
}

class BreakerDto implements NonNullable<ProviderTuning['breaker']> {
  @ValidateIf(isGiven)
  @Max(100)
  @Min(1)
  @IsInt()
  errorPercent?: number;

  @ValidateIf(isGiven)
  @Max(10_000)
  @Min(1)
  @IsInt()
  volume?: number;

  @ValidateIf(isGiven)
  @Max(HOUR_MS)
  @Min(1)
  @IsInt()
  resetMs?: number;
}

class TuningDto implements ProviderTuning {
  @ValidateIf(isGiven)
  @ValidateNested()
  @Type(() => LimitsDto)
  limits?: LimitsDto;

  @ValidateIf(isGiven)
  @Max(100_000)
  @Min(1)
  @IsInt()
  maxInFlight?: number;

  @ValidateIf(isGiven)
  @ValidateNested()
  @Type(() => BreakerDto)
  breaker?: BreakerDto;

  /** Looked at by the service, which knows what may be sent. */
  @ValidateIf(isGiven)
  @IsObject()
  headers?: Record<string, string>;
}

/** What may be null goes back to the environment. */
export class UpdateProviderDto implements UpdateProviderRequest {
  @IsOptional()
  @IsBoolean()
  isEnabled?: boolean | null;

  @IsOptional()
  @MaxLength(2_000)
  @IsString()
  baseUrl?: string | null;

  @IsOptional()
  @IsString()
  apiKey?: string | null;

  @ValidateIf(isGiven)
  @ValidateNested()
  @Type(() => TuningDto)
  tuning?: TuningDto;
}

export class SetBreakerDto implements SetBreakerRequest {
  @IsIn(['open', 'closed'])
  state!: 'open' | 'closed';
}
