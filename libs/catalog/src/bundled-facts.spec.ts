import { readModelFacts } from './facts/read-model-facts';
import { buildSnapshot } from './snapshot/build-snapshot';
import { readBundledFiles } from './testing/bundled-facts';

const files = readBundledFiles();
const facts = [...files.values()].flatMap((raw) => readModelFacts(raw));
const providers = [...new Set(facts.map(({ providerId }) => providerId))].map((id) => ({ id, aliases: [] }));
const snapshot = buildSnapshot({ facts, providers });
const TODAY = Date.parse('2026-11-22T00:00:00Z');

describe('the bundled models', () => {
  it('cover the six providers', () => {
    expect(providers.map(({ id }) => id)).toEqual(['deepseek', 'gemini', 'grok', 'moonshot', 'ollama', 'openai']);
    expect(facts).toHaveLength(85);
  });

  it.each([...files])('%s passes the schema and every number in it is whole', (_file, raw) => {
    expect(() => readModelFacts(raw)).not.toThrow();
    expect(numbersIn(raw).filter((value) => !Number.isSafeInteger(value))).toEqual([]);
  });

  it('answer to every name once', () => {
    const names = facts.flatMap(({ id, snapshots, nicknames }) => [id, ...snapshots, ...nicknames]);
    expect(new Set(names).size).toBe(names.length);
  });

  it('name only replacements and redirections that the catalogue knows', () => {
    const named = facts.flatMap(({ lifecycle }) => [lifecycle.replacement?.model, lifecycle.routesTo]);
    const unknown = named.filter((name) => typeof name === 'string' && snapshot.resolve(name) === undefined);
    expect(unknown).toEqual([]);
  });

  it('have a price today unless they ended', () => {
    const unpriced = facts.filter(
      ({ prices, imagePrices }) => imagePrices === null && !prices.some((price) => isValidAt(price, TODAY)),
    );
    expect(unpriced.map((model) => [model.id, snapshot.lifecycleAt(model, TODAY)])).toEqual([
      ['deepseek-chat', 'ended'],
      ['deepseek-reasoner', 'ended'],
    ]);
  });
});

describe('core models on 2026-11-22', () => {
  const reached = facts
    .filter((model) => model.isCore && snapshot.lifecycleAt(model, TODAY) === 'ended')
    .map((model) => [model.id, snapshot.replacementOf(model, TODAY, () => true)] as const);

  it.each(reached)('%s ended and has a live replacement', (_id, replacement) => {
    const replaced = replacement?.reference.facts;
    expect(replaced && snapshot.lifecycleAt(replaced, TODAY)).toBe('live');
  });

  it('are replaced by', () => {
    expect(Object.fromEntries(reached.map(([id, replacement]) => [id, replacement?.reference.name]))).toEqual({
      o1: 'gpt-5.6-sol',
      'o4-mini': 'gpt-5.6-terra',
      'dall-e-2': 'gpt-image-2.6-flare',
      'dall-e-3': 'gpt-image-2.6-flare',
      'gpt-image-1': 'gpt-image-2.6-flare',
      'gemini-2.0-flash': 'gemini-3.5-flash-lite',
      'gemini-3-pro-preview': 'gemini-3.1-pro-preview',
      'imagen-3.0-generate-001': 'gemini-3.1-flash-image',
      'imagen-3.0-generate-002': 'gemini-3.1-flash-image',
      'imagen-4.0-generate-001': 'gemini-3.1-flash-image',
      'imagen-4.0-ultra-generate-001': 'gemini-3-pro-image',
      'imagen-4.0-fast-generate-001': 'gemini-3.1-flash-image',
      'deepseek-chat': 'deepseek-flash',
      'deepseek-reasoner': 'deepseek-flash',
      'kimi-k2.5': 'kimi-k2.6',
    });
  });

  it('carry the thinking switch of the old DeepSeek names over', () => {
    const sets = reached.filter(([id]) => id.startsWith('deepseek')).map(([, replacement]) => replacement?.set);
    expect(sets).toEqual([{ thinking: { type: 'disabled' } }, { thinking: { type: 'enabled' } }]);
  });

  it.each(['grok-3', 'grok-4', 'deepseek-v4-flash'])('%s is alive, answered by another model', (name) => {
    const model = snapshot.resolve(name)?.facts;
    expect(model && snapshot.lifecycleAt(model, TODAY)).toBe('redirected');
  });
});

function isValidAt({ validFrom, validTo }: { validFrom: string | null; validTo: string | null }, atMs: number) {
  return (validFrom === null || Date.parse(validFrom) <= atMs) && (validTo === null || atMs < Date.parse(validTo));
}

function numbersIn(value: unknown): number[] {
  if (typeof value === 'number') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(numbersIn) : [];
}
