import { Type } from 'class-transformer';
import { IsIn, IsInt, IsOptional, Max, Min, ValidateNested } from 'class-validator';
import type { BudgetPeriod, ClientBudget, ClientLimits } from '@app/contracts';

const MOST = 1_000_000_000_000;

export class ClientBudgetDto implements ClientBudget {
  @Max(Number.MAX_SAFE_INTEGER)
  @Min(1)
  @IsInt()
  nanoUsd!: number;

  @IsIn(['day', 'month', 'total'])
  period!: BudgetPeriod;
}

/** null: as much as it likes. */
export class ClientLimitsDto implements ClientLimits {
  @IsOptional()
  @Max(MOST)
  @Min(1)
  @IsInt()
  requestsPerMinute: number | null = null;

  @IsOptional()
  @Max(MOST)
  @Min(1)
  @IsInt()
  tokensPerMinute: number | null = null;

  @IsOptional()
  @Max(MOST)
  @Min(1)
  @IsInt()
  concurrentRequests: number | null = null;

  @IsOptional()
  @ValidateNested()
  @Type(() => ClientBudgetDto)
  budget: ClientBudgetDto | null = null;
}
