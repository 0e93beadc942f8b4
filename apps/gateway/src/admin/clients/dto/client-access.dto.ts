import { IsArray, IsOptional, IsString } from 'class-validator';
import type { ClientAccess } from '@app/contracts';

/** null: everything, from anywhere. */
export class ClientAccessDto implements ClientAccess {
  @IsOptional()
  @IsString({ each: true })
  @IsArray()
  allowedModels: string[] | null = null;

  @IsOptional()
  @IsString({ each: true })
  @IsArray()
  allowedAddresses: string[] | null = null;
}
