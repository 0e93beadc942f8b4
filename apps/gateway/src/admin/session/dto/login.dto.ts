import { IsBoolean, IsOptional, IsString, MaxLength } from 'class-validator';
import type { LoginRequest } from '@app/contracts/admin';

/** No rule about what a password looks like: this is where one is checked, not made. */
export class LoginDto implements LoginRequest {
  @MaxLength(200) @IsString() readonly username!: string;
  @MaxLength(1_000) @IsString() readonly password!: string;
  @IsOptional() @IsBoolean() readonly remember?: boolean;
}
