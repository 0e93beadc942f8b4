import { isRecord } from '@app/common';
import { CallReader, type CallDelta, type CallLedger } from './answer-calls';
import { googleExtra, type GoogleExtra } from './candidate-extra';
import { finishReasonOf, isMalformedCall, nativeReasonOf } from './finish-reason';
import type { FunctionNames } from './function-names';
import type { GeminiCandidate, GeminiPart } from './gemini.wire';
import { logprobsOf } from './logprobs';

export interface ImageDelta {
  readonly type: 'image_url';
  readonly image_url: { readonly url: string };
}

/** What one piece of an answer adds to one candidate. */
export interface CandidateDelta {
  readonly index: number;
  readonly content: string;
  readonly reasoning: string;
  readonly calls: readonly CallDelta[];
  readonly images: readonly ImageDelta[];
  readonly logprobs: ReturnType<typeof logprobsOf>;
}

/** How a candidate ended. */
export interface CandidateEnding {
  readonly index: number;
  readonly calls: readonly CallDelta[];
  readonly finishReason: string;
  readonly extra: GoogleExtra | undefined;
}

/** Follows one candidate over all pieces of an answer. */
export class CandidateReader {
  private native: string | undefined;
  private seen: GeminiCandidate = {};
  private readonly calls: CallReader;

  constructor(
    private readonly index: number,
    ledger: CallLedger,
    names: FunctionNames,
  ) {
    this.calls = new CallReader(ledger, names);
  }

  get isFinished(): boolean {
    return this.native !== undefined;
  }

  /** Google's name for a call that the model got wrong. */
  get malformedCall(): string | undefined {
    return isMalformedCall(this.native) ? this.native : undefined;
  }

  take(candidate: GeminiCandidate): CandidateDelta {
    const parts = partsIn(candidate);
    const delta: CandidateDelta = {
      index: this.index,
      content: textOf(parts, false),
      reasoning: textOf(parts, true),
      calls: parts.flatMap((part) => this.calls.take(part)),
      images: parts.flatMap(imageOf),
      logprobs: logprobsOf(candidate.logprobsResult),
    };
    const native = nativeReasonOf(candidate.finishReason);
    // Google may go on after a first reason, so the last one counts; an empty STOP behind another says nothing new.
    if (native !== undefined && !(native === 'STOP' && this.isFinished && isEmpty(delta))) this.native = native;
    const { content: _content, ...about } = candidate;
    this.seen = { ...this.seen, ...about };
    return delta;
  }

  /** `otherwise` is the reason where Google gave none. */
  end(otherwise: string): CandidateEnding {
    const calls = this.calls.close();
    const native = this.native ?? otherwise;
    const reason = finishReasonOf(native);
    return {
      index: this.index,
      calls,
      finishReason: reason === 'stop' && this.calls.hasCalls ? 'tool_calls' : reason,
      extra: googleExtra(this.seen, native),
    };
  }
}

function partsIn({ content }: GeminiCandidate): GeminiPart[] {
  const parts: unknown = isRecord(content) ? content.parts : undefined;
  return Array.isArray(parts) ? parts.filter(isRecord) : [];
}

function textOf(parts: readonly GeminiPart[], isThought: boolean): string {
  return parts
    .filter((part) => (part.thought === true) === isThought && typeof part.text === 'string')
    .map((part) => part.text ?? '')
    .join('');
}

/** Pictures drawn on the way, while thinking, are no part of the answer. */
function imageOf({ inlineData, thought }: GeminiPart): ImageDelta[] {
  if (thought === true || !isRecord(inlineData)) return [];
  const { mimeType, data } = inlineData;
  if (typeof mimeType !== 'string' || !mimeType.startsWith('image/') || typeof data !== 'string') return [];
  return [{ type: 'image_url', image_url: { url: `data:${mimeType};base64,${data}` } }];
}

function isEmpty({ content, reasoning, calls, images }: CandidateDelta): boolean {
  return content === '' && reasoning === '' && calls.length === 0 && images.length === 0;
}
