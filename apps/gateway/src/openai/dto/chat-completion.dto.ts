import { IsArray, IsBoolean, IsNotEmpty, IsObject, IsOptional, IsString, MaxLength } from 'class-validator';
import type { ChatCompletionRequest, ChatMessage, StreamOptions } from '@app/contracts';
import { IsMessageList } from './is-message-list';

/** Checks only what the gateway acts upon; every other field passes untouched. */
export class ChatCompletionDto implements Pick<
  ChatCompletionRequest,
  'model' | 'messages' | 'stream' | 'stream_options'
> {
  // The one nearest to the field is checked first.
  @MaxLength(256)
  @IsNotEmpty()
  @IsString()
  model!: string;

  @IsMessageList()
  messages!: ChatMessage[];

  @IsOptional()
  @IsBoolean()
  stream?: boolean | null;

  @IsOptional()
  @IsObject()
  stream_options?: StreamOptions | null;

  @IsOptional()
  @IsArray()
  @IsObject({ each: true })
  tools?: ChatCompletionRequest['tools'];
}
