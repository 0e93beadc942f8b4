import { IsBoolean, IsIn, IsObject, IsString, Matches, MaxLength, ValidateIf } from 'class-validator';
import type {
  CreatePriceRequest,
  PriceImportRequest,
  UpdateModelRequest,
  UpdatePriceRequest,
} from '@app/contracts/admin';

export class UpdateModelDto implements UpdateModelRequest {
  /** null: as the catalogue has it. */
  @ValidateIf((_, value) => value !== null)
  @IsBoolean()
  isEnabled!: boolean | null;
}

/** What is in it is for the catalogue to check, which names what is wrong. */
export class UpdatePriceDto implements UpdatePriceRequest {
  @IsObject()
  price!: Record<string, unknown>;
}

export class CreatePriceDto extends UpdatePriceDto implements CreatePriceRequest {
  @IsIn(['model', 'group'])
  subjectKind!: 'model' | 'group';

  @MaxLength(300)
  @IsString()
  subject!: string;
}

export class PriceImportDto implements PriceImportRequest {
  @IsString()
  csv!: string;

  @ValidateIf((_, value) => value !== undefined)
  @Matches(/^[0-9a-f]{64}$/)
  expectedDigest?: string;
}
