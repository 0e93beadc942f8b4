import { IsOptional, IsString, MaxLength } from 'class-validator';
import type { ResetPasswordRequest } from '@app/contracts/admin';

export class ResetPasswordDto implements ResetPasswordRequest {
  @IsOptional() @MaxLength(1_000) @IsString() readonly password?: string;
}
