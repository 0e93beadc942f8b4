import { IsIn, IsOptional, IsString, MaxLength } from 'class-validator';
import type { UserRole } from '@app/contracts';
import type { CreateUserRequest } from '@app/contracts/admin';

export const ROLES = ['admin', 'viewer'] as const satisfies readonly UserRole[];

export class CreateUserDto implements CreateUserRequest {
  @MaxLength(200) @IsString() readonly username!: string;
  @IsIn(ROLES) readonly role!: UserRole;
  @IsOptional() @MaxLength(1_000) @IsString() readonly password?: string;
}
