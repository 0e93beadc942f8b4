import type { IncomingHttpHeaders } from 'node:http';
import type { ChatCompletionRequest } from '@app/contracts';
import type { TokenCounts } from '../answers/token-counts';
import type { JsonObject } from '../json-object';
import type { Refusal } from '../refusal';
import type { Reply, VendorCall, VendorId } from '../vendor';

/** One thing a vendor refuses. Returns nothing when the request is fine in that respect. */
export type ChatCheck = (request: ChatCompletionRequest, model: string) => Refusal | undefined;

/** Where a stream tells the usage. */
export type UsagePlace =
  /** A last chunk with empty choices, on request. */
  | 'own-chunk'
  /** On the finish chunk, on request. */
  | 'finish-chunk'
  /** Inside the choice of the finish chunk always; a chunk of its own on request. */
  | 'choice-and-own-chunk'
  /** On the last content chunk and, grown, on the finish chunk, always; then an empty chunk with null. */
  | 'late-chunks';

/** How one vendor writes its chunks. */
export interface StreamHabit {
  readonly usage: UsagePlace;
  /** `usage: null` on every chunk without usage, once usage was asked for. */
  readonly nullUsage: boolean;
  /** `finish_reason: null` and the choice extras on every chunk; else only where there is something to say. */
  readonly namesOpenFinish: boolean;
  /** A tool call comes in one chunk, arguments and all. */
  readonly wholeToolCalls: boolean;
  /** Absent: the role rides on the first delta that has content. */
  readonly openingDelta?: JsonObject;
  readonly finishDelta: JsonObject;
  textDelta(text: string): JsonObject;
  reasoningDelta(text: string): JsonObject;
}

/** Everything that makes a vendor of OpenAI's dialect itself. */
export interface ChatVendor {
  readonly id: VendorId;
  readonly basePath: string;
  readonly ownedBy: string;
  readonly models: ReadonlySet<string>;
  /** Further names it takes, such as dated snapshots. */
  readonly isSnapshot?: (model: string) => boolean;
  readonly checks: readonly ChatCheck[];
  /** Request fields that limit the output, the stronger first. */
  readonly limitFields: readonly ('max_completion_tokens' | 'max_tokens')[];
  readonly honoursToolChoice: boolean;
  readonly honoursN: boolean;
  readonly stream: StreamHabit;
  readonly completionExtras: JsonObject;
  readonly messageExtras: JsonObject;
  readonly choiceExtras: JsonObject;
  /** Field of the message that shows the reasoning; undefined where it stays hidden. */
  reasoningField(model: string): 'reasoning_content' | 'reasoning' | undefined;
  /** 0 where this model does not reason on this request. */
  reasoningTokens(request: ChatCompletionRequest, model: string): number;
  /** The model that really answers; its name stands in the answer. */
  servedModel(model: string): string;
  usage(counts: TokenCounts): JsonObject;
  refuseKey(headers: IncomingHttpHeaders): Refusal | undefined;
  unknownModel(model: string): Refusal;
  describeFault(status: number): Refusal;
  errorBody(refusal: Refusal): unknown;
  answerHeaders(): Record<string, string>;
  /** Answers what is this vendor's alone; undefined where the path is not one of them. */
  ownRoute?(call: VendorCall): Reply | undefined;
}

/** A `sim-` name is always known and behaves like the name behind the prefix, ended models included. */
export function bareModel(model: string): string {
  return model.replace(/^sim-/, '');
}

export function knowsModel(vendor: Pick<ChatVendor, 'models' | 'isSnapshot'>, model: string): boolean {
  return model.startsWith('sim-') || vendor.models.has(model) || vendor.isSnapshot?.(model) === true;
}

/** Any Bearer key that starts with `sim-` opens the door; `sim-forbidden` is a key without the right. */
export function bearerKey(headers: IncomingHttpHeaders): string | undefined {
  return /^Bearer\s+(\S+)$/i.exec(headers.authorization ?? '')?.[1];
}
