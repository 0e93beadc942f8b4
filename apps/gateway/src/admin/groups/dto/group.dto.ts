import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsNumber,
  IsObject,
  IsOptional,
  IsString,
  Max,
  MaxLength,
  Min,
  ValidateIf,
  ValidateNested,
} from 'class-validator';
import type { Group, RoutingStrategy } from '@app/contracts';
import type {
  BacktestRequest,
  CalibrateGroupRequest,
  CreateGroupRequest,
  ExplainRouteRequest,
  SaveGroupRequest,
} from '@app/contracts/admin';

const isGiven = (_: unknown, value: unknown): boolean => value !== undefined;
const STRATEGIES: readonly RoutingStrategy[] = ['heuristic', 'classifier', 'fallback', 'weighted'];
const MAX_PROMPT_CHARS = 2_000_000;

/** Shapes only: what would route and what would not is routing's business, which names every problem at once. */
export class SaveGroupDto implements SaveGroupRequest {
  @IsIn(STRATEGIES)
  strategy!: RoutingStrategy;

  @ArrayMaxSize(200)
  @IsString({ each: true })
  @IsArray()
  targets!: string[];

  @IsOptional()
  @IsInt()
  logicLevel?: number | null;

  @IsOptional()
  @MaxLength(1_000)
  @IsString()
  primaryUse?: string | null;

  @ValidateIf(isGiven)
  @IsObject()
  settings?: Record<string, unknown>;

  @ValidateIf(isGiven)
  @IsBoolean()
  isEnabled?: boolean;
}

export class CreateGroupDto extends SaveGroupDto implements CreateGroupRequest {
  @IsString()
  name!: string;
}

export class BacktestDto implements BacktestRequest {
  @Type(() => SaveGroupDto)
  @ValidateNested()
  @ValidateIf(isGiven)
  @IsObject()
  draft?: SaveGroupDto;

  @ValidateIf(isGiven)
  @Max(10_000)
  @Min(1)
  @IsInt()
  limit?: number;
}

export class CalibrateGroupDto implements CalibrateGroupRequest {
  @ArrayMaxSize(200)
  @IsNumber({ allowNaN: false, allowInfinity: false }, { each: true })
  @IsArray()
  shares!: number[];

  @ValidateIf(isGiven)
  @ArrayMaxSize(10_000)
  @IsString({ each: true })
  @IsArray()
  prompts?: string[];

  @ValidateIf(isGiven)
  @IsBoolean()
  isDryRun?: boolean;
}

export class ExplainRouteDto implements ExplainRouteRequest {
  @MaxLength(256)
  @IsString()
  model!: string;

  @ValidateIf(isGiven)
  @MaxLength(MAX_PROMPT_CHARS)
  @IsString()
  prompt?: string;

  @ValidateIf(isGiven)
  @IsIn(['chat', 'images', 'responses'])
  wanted?: 'chat' | 'images' | 'responses';

  @ValidateIf(isGiven)
  @IsNumber()
  rating?: number;

  @ValidateIf(isGiven)
  @IsBoolean()
  isAsked?: boolean;

  @ValidateIf(isGiven)
  @IsString()
  clientId?: string;

  @ValidateIf(isGiven)
  @MaxLength(512)
  @IsString()
  sessionId?: string;

  @ValidateIf(isGiven)
  @IsInt()
  outputTokens?: number;

  /** Read as groups of a file are. */
  @ValidateIf(isGiven)
  @ArrayMaxSize(200)
  @IsArray()
  groups?: Group[];
}

/** What is left out is as simple as can be. */
export function groupOf(
  name: string,
  { strategy, targets, logicLevel, primaryUse, settings, isEnabled }: SaveGroupDto,
): Group {
  return {
    ...{ name, strategy, targets, logicLevel: logicLevel ?? null, primaryUse: primaryUse ?? null },
    ...{ settings: settings ?? {}, isEnabled: isEnabled ?? true },
  };
}
