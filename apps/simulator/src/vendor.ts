import type { IncomingHttpHeaders } from 'node:http';
import type { Control } from './scenarios/control';

export const VENDOR_IDS = ['openai', 'gemini', 'deepseek', 'moonshot', 'grok', 'ollama'] as const;
export type VendorId = (typeof VENDOR_IDS)[number];

/** One call as a vendor sees it: the model name already freed of its control suffix. */
export interface VendorCall {
  readonly method: string;
  /** Below the vendor's prefix, percent-decoded: `/v1/chat/completions`. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  /** Parsed JSON; the raw text where it does not parse; undefined where there was none. */
  readonly body: unknown;
  readonly control: Control;
  /** Where this server is reached, for links in answers: `http://127.0.0.1:4010`. */
  readonly origin: string;
}

export interface JsonReply {
  readonly kind: 'json';
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: unknown;
  /** Output tokens the body stands for, reasoning included; they set the pace and are recorded. */
  readonly tokens: number;
}

export interface StreamEvent {
  readonly data: unknown;
  /** The `event:` line, where the API writes one. */
  readonly name?: string;
  readonly tokens: number;
}

export interface StreamReply {
  readonly kind: 'stream';
  readonly framing: 'sse' | 'json-array';
  readonly lineEnd: '\n' | '\r\n';
  readonly endsWithDone: boolean;
  readonly headers?: Readonly<Record<string, string>>;
  readonly events: Iterable<StreamEvent>;
  /** The event that reports a failure in mid-stream, after `sent` events. */
  failure(sent: number): StreamEvent;
}

export type Reply = JsonReply | StreamReply;

export interface Vendor {
  readonly id: VendorId;
  /** Follows the vendor's prefix in a gateway's base URL; empty where the API has no version segment. */
  readonly basePath: string;
  answer(call: VendorCall): Reply;
  /** The vendor's own way to say `status`, for faults on demand. */
  fault(status: number, retryAfterSeconds?: number): JsonReply;
}
