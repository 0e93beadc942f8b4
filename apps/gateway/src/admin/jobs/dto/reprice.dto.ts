import { IsBoolean, IsInt, Max, Min, ValidateIf } from 'class-validator';
import type { RepriceRequest } from '@app/contracts/admin';

const LAST_MOMENT = 8_640_000_000_000_000;

export class RepriceDto implements RepriceRequest {
  @Max(LAST_MOMENT)
  @Min(0)
  @IsInt()
  from!: number;

  @Max(LAST_MOMENT)
  @Min(0)
  @IsInt()
  to!: number;

  @ValidateIf((_, value) => value !== undefined)
  @IsBoolean()
  isDryRun?: boolean;
}
