import { IsBoolean, IsOptional, IsString, MaxLength } from 'class-validator';
import type { ChangePasswordRequest } from '@app/contracts/admin';

export class ChangePasswordDto implements ChangePasswordRequest {
  @MaxLength(1_000) @IsString() readonly current!: string;
  @MaxLength(1_000) @IsString() readonly new!: string;
  @IsOptional() @IsBoolean() readonly remember?: boolean;
}
