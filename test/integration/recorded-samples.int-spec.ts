import { join } from 'node:path';
import { readCases } from '../recorded/cases/read-cases';
import type { Outcome } from '../recorded/replay/replay-case';
import { replayFolder } from '../recorded/replay/replay-folder';

/** Hand-written in the form of recorded traffic: one small exchange for each behaviour of a vendor. */
const SAMPLES = readCases(join(__dirname, '../recorded/samples'));
const REPLAY_WITHIN_MS = 120_000;

let outcomes: ReadonlyMap<string, Outcome>;

beforeAll(async () => {
  outcomes = new Map((await replayFolder(SAMPLES)).map((outcome) => [outcome.id, outcome]));
}, REPLAY_WITHIN_MS);

it('holds samples of every provider, each readable', () => {
  expect(SAMPLES.unreadable).toEqual([]);
  const providers = new Set(SAMPLES.cases.map(({ provider }) => provider));
  expect([...providers].sort()).toEqual(['deepseek', 'gemini', 'moonshot', 'ollama', 'openai', 'xai']);
});

// Whole and under every cut: an outcome that passed has no differences under any of them.
it.each(SAMPLES.cases.map(({ id }) => id))('%s', (id) => {
  const outcome = outcomes.get(id);
  expect(outcome?.result === 'failed' ? outcome.differences : []).toEqual([]);
  expect(outcome).toBeDefined();
});

it('leaves out only what the gateway does not offer, and says why', () => {
  const skipped = [...outcomes.values()].flatMap((outcome) => (outcome.result === 'skipped' ? [outcome.id] : []));
  expect(skipped.sort()).toEqual(['deepseek/responses-text', 'ollama/native-chat']);
});
