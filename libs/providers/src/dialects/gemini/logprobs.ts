import { isRecord } from '@app/common';

interface TokenLogprob {
  token: string;
  logprob: number;
  bytes: number[];
}

/** Google's log probabilities in OpenAI's form; null where none came. */
export function logprobsOf(result: unknown): { content: unknown[]; refusal: null } | null {
  if (!isRecord(result)) return null;
  const { chosenCandidates: chosen, topCandidates: tops } = result;
  if (!Array.isArray(chosen)) return null;
  const content = chosen.filter(isRecord).map((each, position) => ({
    ...tokenOf(each),
    top_logprobs: topsAt(tops, position).map(tokenOf),
  }));
  return { content, refusal: null };
}

function topsAt(tops: unknown, position: number): Record<string, unknown>[] {
  const top: unknown = Array.isArray(tops) ? tops[position] : undefined;
  const candidates = isRecord(top) ? top['candidates'] : undefined;
  return Array.isArray(candidates) ? candidates.filter(isRecord) : [];
}

function tokenOf({ token, logProbability }: Record<string, unknown>): TokenLogprob {
  const text = typeof token === 'string' ? token : '';
  return {
    token: text,
    logprob: typeof logProbability === 'number' ? logProbability : 0,
    bytes: [...Buffer.from(text)],
  };
}
