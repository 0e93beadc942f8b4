import { textFrom, type JsonObject } from '../json-object';

/** Every text counts as one token, as sure as it can be; the alternatives are told apart by their number. */
export function logprobsOf(parts: readonly JsonObject[], alternatives: number): JsonObject {
  const texts = parts.map(({ text, thought }) => (thought === true ? undefined : textFrom(text))).filter(Boolean);
  if (texts.length === 0) return {};
  const chosenCandidates = texts.map((token) => ({ token, tokenId: 1, logProbability: -0.1 }));
  const topCandidates = texts.map((token) => ({
    candidates: Array.from({ length: alternatives }, (_, index) => ({
      token: index === 0 ? token : `${String(token)}${index}`,
      logProbability: -0.1 - index,
    })),
  }));
  return { logprobsResult: { chosenCandidates, topCandidates } };
}
