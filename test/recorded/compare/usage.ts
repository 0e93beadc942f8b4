import { isRecord, type JsonObject } from '@app/common';
import type { RequestRecord } from '@app/contracts';
import type { ExpectedUsage } from '../cases/expected';
import { differing } from './differing';

/** Where a surface of OpenAI keeps its counts. */
export interface UsageWords {
  readonly prompt: string;
  readonly completion: string;
}
export const CHAT_WORDS: UsageWords = { prompt: 'prompt_tokens', completion: 'completion_tokens' };
/** The words of responses and images. */
export const ITEM_WORDS: UsageWords = { prompt: 'input_tokens', completion: 'output_tokens' };

/** The counts a client is told. Without reported usage the client's own figures are the gateway's guess, and not compared. */
export function clientUsage(
  expected: ExpectedUsage | null | undefined,
  usage: JsonObject | undefined,
  { prompt, completion }: UsageWords,
): string[] {
  if (expected == null) return [];
  return [
    ...counted('usage prompt', expected.prompt, usage?.[prompt]),
    ...counted('usage completion', expected.completion, usage?.[completion]),
    ...counted('usage total', expected.total, usage?.['total_tokens']),
    ...reported('usage cached', expected.cached, detail(usage, `${prompt}_details`, 'cached_tokens')),
    ...reported('usage reasoning', expected.reasoning, detail(usage, `${completion}_details`, 'reasoning_tokens')),
  ];
}

/** The counts in the ledger; usage of null means that they are the gateway's own estimate. */
export function rowUsage(expected: ExpectedUsage | null | undefined, row: RequestRecord): string[] {
  if (expected === undefined) return [];
  if (expected === null) return differing('row usage source', 'estimated', row.usageSource);
  const prompt = (row.freshInputTokens ?? 0) + (row.cachedInputTokens ?? 0) + (row.cacheWriteTokens ?? 0);
  return [
    ...differing('row usage source', 'reported', row.usageSource),
    ...counted('row prompt', expected.prompt, prompt),
    ...counted('row completion', expected.completion, row.outputTokens),
    ...reported('row cached', expected.cached, row.cachedInputTokens),
    ...reported('row reasoning', expected.reasoning, row.reasoningTokens),
  ];
}

/** A total that the wire does not give is anything. */
function counted(what: string, expected: number | null, actual: unknown): string[] {
  return expected === null ? [] : differing(what, expected, actual ?? null);
}

/** A part that the wire does not give is not there: not reported is not zero. */
function reported(what: string, expected: number | null, actual: unknown): string[] {
  return differing(what, expected, actual ?? null);
}

function detail(usage: JsonObject | undefined, group: string, name: string): unknown {
  const details = usage?.[group];
  return isRecord(details) ? details[name] : undefined;
}
