import { Type } from 'class-transformer';
import {
  IsArray,
  IsBoolean,
  IsInt,
  IsOptional,
  IsString,
  Max,
  MaxLength,
  Min,
  ValidateIf,
  ValidateNested,
} from 'class-validator';
import type {
  CreateClientRequest,
  IdentifyKeyRequest,
  RotateClientRequest,
  UpdateClientRequest,
} from '@app/contracts/admin';
import { ClientAccessDto } from './client-access.dto';
import { ClientLimitsDto } from './client-limits.dto';

const DAY_MS = 86_400_000;
export const DEFAULT_OVERLAP_MS = DAY_MS;

/** Every field may be left out; which of them null means something for is said with each. */
class ClientSettingsDto implements Omit<UpdateClientRequest, 'name'> {
  @ValidateIf((_, value) => value !== undefined)
  @IsString()
  description?: string;

  @ValidateIf((_, value) => value !== undefined)
  @IsString({ each: true })
  @IsArray()
  tags?: string[];

  @ValidateIf((_, value) => value !== undefined)
  @IsBoolean()
  isEnabled?: boolean;

  /** null: never. */
  @IsOptional()
  @Max(8_640_000_000_000_000)
  @Min(0)
  @IsInt()
  expiresAt?: number | null;

  @ValidateIf((_, value) => value !== undefined)
  @ValidateNested()
  @Type(() => ClientLimitsDto)
  limits?: ClientLimitsDto;

  @ValidateIf((_, value) => value !== undefined)
  @ValidateNested()
  @Type(() => ClientAccessDto)
  access?: ClientAccessDto;
}

export class UpdateClientDto extends ClientSettingsDto implements UpdateClientRequest {
  @ValidateIf((_, value) => value !== undefined)
  @IsString()
  name?: string;
}

export class CreateClientDto extends ClientSettingsDto implements CreateClientRequest {
  @IsString()
  name!: string;
}

export class RotateClientDto implements RotateClientRequest {
  @ValidateIf((_, value) => value !== undefined)
  @Max(30 * DAY_MS)
  @Min(0)
  @IsInt()
  overlapMs?: number;
}

export class IdentifyKeyDto implements IdentifyKeyRequest {
  @MaxLength(500)
  @IsString()
  key!: string;
}
