import { IsIn, IsInt, IsOptional, IsString, Matches, Max, Min } from 'class-validator';
import type { AuditEntity } from '@app/contracts';
import { QueryNumber } from '../../http/query-values';

const ENTITIES: readonly AuditEntity[] = [
  ...(['user', 'session', 'client', 'provider', 'group', 'model', 'price', 'setting'] as const),
  ...(['request', 'job', 'encryption_key', 'config'] as const),
];
const LAST_MOMENT = 8_640_000_000_000_000;

export class AuditQueryDto {
  @IsOptional()
  @IsIn(ENTITIES)
  entity?: AuditEntity;

  @IsOptional()
  @IsString()
  entityId?: string;

  @IsOptional()
  @IsString()
  actorName?: string;

  @IsOptional()
  @IsString()
  action?: string;

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
  @Max(200)
  @Min(1)
  @IsInt()
  @QueryNumber()
  limit = 50;

  /** Number of the entry before which the page begins. */
  @IsOptional()
  @Max(Number.MAX_SAFE_INTEGER)
  @Min(1)
  @IsInt()
  @QueryNumber()
  cursor?: number;
}

export class AuditVerificationQueryDto {
  /** Hex SHA-256. */
  @IsOptional()
  @Matches(/^[0-9a-f]{64}$/)
  noted?: string;
}
