import { IsIn, IsObject, IsOptional, Matches, ValidateIf } from 'class-validator';
import type { ConfigKind, ImportConfigRequest, PlanConfigRequest } from '@app/contracts/admin';
import { CONFIG_KINDS } from '@app/gateway';

const isGiven = (_: unknown, value: unknown): boolean => value !== undefined;

export class ExportConfigDto {
  @IsOptional()
  @IsIn(CONFIG_KINDS)
  kind?: ConfigKind;
}

/** The document is looked at as a file is, which names every problem at once. */
export class PlanConfigDto implements PlanConfigRequest {
  @IsObject()
  document!: Record<string, unknown>;
}

export class ImportConfigDto extends PlanConfigDto implements ImportConfigRequest {
  @ValidateIf(isGiven)
  @Matches(/^[0-9a-f]{64}$/, { message: 'expectedPlan is the digest of a plan: 64 hex digits' })
  expectedPlan?: string;
}
