import { IsBoolean } from 'class-validator';
import type { UpdateFirstRunRequest } from '@app/contracts/admin';

export class UpdateFirstRunDto implements UpdateFirstRunRequest {
  @IsBoolean()
  isDismissed!: boolean;
}
