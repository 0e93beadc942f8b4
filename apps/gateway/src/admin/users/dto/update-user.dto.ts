import { IsBoolean, IsIn, IsOptional } from 'class-validator';
import type { UserRole } from '@app/contracts';
import type { UpdateUserRequest } from '@app/contracts/admin';
import { ROLES } from './create-user.dto';

export class UpdateUserDto implements UpdateUserRequest {
  @IsOptional() @IsIn(ROLES) readonly role?: UserRole;
  @IsOptional() @IsBoolean() readonly isEnabled?: boolean;
}
