import type { ChatMessage, ContentPart } from '@app/contracts';
import { isRecord } from '@app/common';
import { isBase64, readDataUri } from './data-uri';
import { unsupported } from './encoding';
import type { GeminiPart } from './gemini.wire';

const AUDIO_FORMAT = /^[\w.+-]+$/;

/** The content of a message as Google's parts. Empty texts are left out: Google refuses a part without data. */
export function partsOf({ content }: ChatMessage, param: string): GeminiPart[] {
  if (typeof content === 'string') return textParts(content);
  if (!Array.isArray(content)) return [];
  return content.flatMap((part, position) => partOf(part, `${param}.content[${position}]`));
}

function partOf(part: ContentPart, param: string): GeminiPart[] {
  switch (part.type) {
    case 'text':
      return textParts(textIn(part.text, `${param}.text`));
    case 'refusal':
      return textParts(textIn(part['refusal'], `${param}.refusal`));
    case 'image_url':
      return [imagePart(part['image_url'], `${param}.image_url`)];
    case 'input_audio':
      return [audioPart(part['input_audio'], `${param}.input_audio`)];
    case 'file':
      return [filePart(part['file'], `${param}.file`)];
    default:
      throw unsupported(`A content part of type "${part.type}" cannot be sent to this model.`, `${param}.type`);
  }
}

export function textParts(text: string): GeminiPart[] {
  return text === '' ? [] : [{ text }];
}

function textIn(text: unknown, param: string): string {
  if (typeof text === 'string') return text;
  throw unsupported('A text part has to hold a string.', param);
}

/** Remote images are fetched by the gateway before: an address that is still there could not be. */
function imagePart(image: unknown, param: string): GeminiPart {
  const url: unknown = isRecord(image) ? image['url'] : image;
  const at = isRecord(image) || image === undefined ? `${param}.url` : param;
  if (typeof url !== 'string') throw unsupported('An image part has to hold a url.', at);
  const read = url.startsWith('data:') ? readDataUri(url) : 'this model fetches no images itself';
  if (typeof read === 'string')
    throw unsupported(`The image cannot be sent: ${read}. Send it as data:image/…;base64,….`, at);
  if (!read.mimeType.startsWith('image/'))
    throw unsupported(`The image cannot be sent: ${read.mimeType} is no image.`, at);
  return { inlineData: read };
}

function audioPart(audio: unknown, param: string): GeminiPart {
  const { data, format } = isRecord(audio) ? audio : {};
  if (typeof format !== 'string' || !AUDIO_FORMAT.test(format))
    throw unsupported('An audio part has to name its format, such as wav or mp3.', `${param}.format`);
  if (typeof data !== 'string' || !isBase64(data))
    throw unsupported('An audio part has to hold its data as base64.', `${param}.data`);
  return { inlineData: { mimeType: `audio/${format}`, data } };
}

function filePart(file: unknown, param: string): GeminiPart {
  const { file_data: data, file_id: id, filename } = isRecord(file) ? file : {};
  if (typeof data !== 'string') {
    throw id === undefined
      ? unsupported('A file part has to hold file_data.', `${param}.file_data`)
      : unsupported('Files by id are unknown to this model; send file_data.', `${param}.file_id`);
  }
  // Base64 without a head is what OpenAI documents; only the name tells then what it is.
  const isBarePdf = typeof filename === 'string' && /\.pdf$/i.test(filename) && isBase64(data);
  const read = isBarePdf ? { mimeType: 'application/pdf', data } : readDataUri(data);
  if (typeof read === 'string') throw unsupported(`The file cannot be sent: ${read}.`, `${param}.file_data`);
  return { inlineData: read };
}
