import { IsBoolean, IsIn, IsInt, IsString, Max, MaxLength, Min, ValidateIf } from 'class-validator';
import type { ChangeableSettingsView, UpdateSettingsRequest } from '@app/contracts/admin';

/** null is a value: it goes back to the default. */
const isValue = (_: unknown, value: unknown): boolean => value !== undefined && value !== null;

export class UpdateSettingsDto implements UpdateSettingsRequest {
  @ValidateIf(isValue)
  @MaxLength(64)
  @IsString()
  reportingZone?: string | null;

  @ValidateIf(isValue)
  @IsBoolean()
  captureBodies?: boolean | null;

  @ValidateIf(isValue)
  @Max(90)
  @Min(1)
  @IsInt()
  captureRetentionDays?: number | null;

  @ValidateIf(isValue)
  @IsIn(['fatal', 'error', 'warn', 'info', 'debug', 'silent'])
  logLevel?: ChangeableSettingsView['logLevel'] | null;

  @ValidateIf(isValue)
  @IsBoolean()
  viewersReadBodies?: boolean | null;

  @ValidateIf(isValue)
  @IsIn(['off', 'admin', 'viewer'])
  playgroundAccess?: ChangeableSettingsView['playgroundAccess'] | null;
}
