import { IsBoolean, IsNotEmpty, IsOptional, IsString, MaxLength } from 'class-validator';
import type { ResponsesRequest } from '@app/contracts';

/** Checks only what the gateway acts upon; every other field passes untouched. */
export class ResponseDto implements Pick<
  ResponsesRequest,
  'model' | 'stream' | 'store' | 'background' | 'previous_response_id'
> {
  // The one nearest to the field is checked first.
  @MaxLength(256)
  @IsNotEmpty()
  @IsString()
  model!: string;

  @IsOptional()
  @IsBoolean()
  stream?: boolean | null;

  @IsOptional()
  @IsBoolean()
  store?: boolean | null;

  @IsOptional()
  @IsBoolean()
  background?: boolean | null;

  @IsOptional()
  @IsString()
  previous_response_id?: string | null;
}
