import {
  IsBoolean,
  IsIn,
  IsInt,
  IsObject,
  IsString,
  Max,
  MaxLength,
  Min,
  ValidateIf,
  ValidateNested,
} from 'class-validator';
import { Type } from 'class-transformer';
import type { RequestOutcome } from '@app/contracts';
import type { PromoEnd, WhatIfRequest } from '@app/contracts/admin';
import { CreatePriceDto } from '../../models/dto/model.dto';

const LAST_MOMENT = 8_640_000_000_000_000;
const isGiven = (_: unknown, value: unknown): boolean => value !== undefined;

class PromoEndDto implements PromoEnd {
  @MaxLength(300)
  @IsString()
  model!: string;

  @MaxLength(40)
  @IsString()
  to!: string;
}

/** A body, so nothing is a text that stands for a number. */
export class WhatIfDto implements WhatIfRequest {
  @Max(LAST_MOMENT)
  @Min(0)
  @IsInt()
  from!: number;

  @Max(LAST_MOMENT)
  @Min(0)
  @IsInt()
  to!: number;

  @ValidateIf(isGiven)
  @IsString()
  providerId?: string;

  @ValidateIf(isGiven)
  @IsString()
  model?: string;

  @ValidateIf(isGiven)
  @IsString()
  clientId?: string;

  @ValidateIf(isGiven)
  @IsString()
  groupName?: string;

  @ValidateIf(isGiven)
  @IsIn(['completed', 'failed', 'cancelled'])
  outcome?: RequestOutcome;

  @ValidateIf(isGiven)
  @IsBoolean()
  isStream?: boolean;

  @ValidateIf(isGiven)
  @MaxLength(300)
  @IsString()
  otherModel?: string;

  @ValidateIf(isGiven)
  @ValidateNested()
  @Type(() => CreatePriceDto)
  @IsObject()
  price?: CreatePriceDto;

  @ValidateIf(isGiven)
  @ValidateNested()
  @Type(() => PromoEndDto)
  @IsObject()
  promoEnd?: PromoEndDto;
}
