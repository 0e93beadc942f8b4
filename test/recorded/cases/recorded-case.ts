import type { JsonObject } from '@app/common';
import type { Expected } from './expected';

/** Surfaces of vendors that a recording may show; `meta.json` says which one. */
export const APIS = [
  'openai.chat',
  'openai.responses',
  'openai.images',
  'gemini.generate',
  'imagen.predict',
  'ollama.chat',
  'models',
] as const;
export type Api = (typeof APIS)[number];

/** One exchange with a vendor: what it answered, and what a client of the gateway should be told of it. */
export interface RecordedCase {
  /** For people only; nothing is decided by it. */
  readonly id: string;
  /** A provider's id, or an alias of it. */
  readonly provider: string;
  readonly api: Api;
  /** null: any model that speaks this surface. */
  readonly model: string | null;
  readonly endpoint: string;
  readonly kinds: ReadonlySet<string>;
  readonly isStream: boolean;
  readonly status: number;
  /** As the vendor sent them, the content type among them. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
  readonly request: JsonObject | undefined;
  readonly expected: Expected;
  /** The recording of a stream holds its `[DONE]`. */
  readonly isDone: boolean;
}
