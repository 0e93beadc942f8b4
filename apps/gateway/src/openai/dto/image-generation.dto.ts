import { IsBoolean, IsInt, IsNotEmpty, IsOptional, IsString, Max, MaxLength, Min } from 'class-validator';
import type { ImageRequest } from '@app/contracts';

/** Checks only what the gateway acts upon; every other field passes untouched. */
export class ImageGenerationDto implements Pick<ImageRequest, 'model' | 'prompt' | 'n' | 'size' | 'stream'> {
  // The one nearest to the field is checked first.
  @MaxLength(256)
  @IsNotEmpty()
  @IsString()
  model!: string;

  @IsNotEmpty()
  @IsString()
  prompt!: string;

  @IsOptional()
  @Max(10)
  @Min(1)
  @IsInt()
  n?: number | null;

  @IsOptional()
  @IsString()
  size?: string | null;

  @IsOptional()
  @IsString()
  quality?: string | null;

  @IsOptional()
  @IsString()
  response_format?: string | null;

  @IsOptional()
  @IsBoolean()
  stream?: boolean | null;
}
