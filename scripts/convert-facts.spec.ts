import { convertFacts, formatJson, shiftDecimal, toInstant } from './convert-facts.js';

const price = (fields: object = {}) => ({
  label: 'list',
  valid_from: null,
  valid_to: null,
  input: 1.25,
  cached_input: 0.2,
  cache_write: null,
  output: 2.5,
  ...fields,
});

const model = (fields: object = {}) => ({
  id: 'alpha-1',
  provider: 'acme',
  mode: 'chat',
  core: true,
  snapshots: [],
  nicknames: [],
  lifecycle: { state: 'active', shutdown: null, replacement: null, after_shutdown_routes_to: null },
  context_window: 1000,
  max_input: null,
  max_output: 100,
  modalities: { input: ['text'], output: ['text'] },
  supports: { tools: true, json_schema: 'per model' },
  reasoning_effort_values: ['low', 'high'],
  reasoning_effort_default: 'low',
  prices: [price()],
  image_prices: null,
  endpoints: ['chat'],
  request_flags: { token_limit_param: 'max_tokens' },
  conflicts: ['two pages differ'],
  note: 'a note',
  source: ['page'],
  as_of: '2026-11-22',
  unverified: false,
  unverified_fields: ['max_output'],
  ...fields,
});

const sheet = (...models: object[]) => ({
  compiled: '2026-11-22',
  sources: { page: { what: 'a page', date: '2026-11' }, unused: { what: 'another', date: null } },
  models,
});

const convertOne = (fields: object) => convertFacts(sheet(model(fields))).get('acme').models[0];
const convertPrice = (fields: object, modelFields: object = {}) =>
  convertOne({ prices: [price(fields)], ...modelFields }).prices[0];

describe('convertFacts', () => {
  it('keeps every fact of a model under its camelCase name', () => {
    expect(convertOne({ snapshots: ['alpha-1-0801'], nicknames: ['alpha'] })).toEqual({
      id: 'alpha-1',
      providerId: 'acme',
      mode: 'chat',
      isCore: true,
      snapshots: ['alpha-1-0801'],
      nicknames: ['alpha'],
      lifecycle: { state: 'active', shutdownAt: null, replacement: null, routesTo: null },
      contextWindowTokens: 1000,
      maxInputTokens: null,
      maxOutputTokens: 100,
      modalities: { input: ['text'], output: ['text'] },
      supports: { tools: true, jsonSchema: 'per model' },
      reasoningEffortValues: ['low', 'high'],
      reasoningEffortDefault: 'low',
      prices: [
        {
          id: 'acme/alpha-1#1',
          label: 'list',
          validFrom: null,
          validTo: null,
          rates: { input: 1_250_000, cachedInput: 200_000, cacheWrite: null, output: 2_500_000 },
          tiers: [],
          window: null,
          promo: null,
          isUnverified: false,
        },
      ],
      imagePrices: null,
      endpoints: ['chat'],
      requestFlags: { token_limit_param: 'max_tokens' },
      conflicts: ['two pages differ'],
      note: 'a note',
      sources: ['page'],
      asOf: '2026-11-22',
      isUnverified: false,
      unverifiedFields: ['max_output'],
    });
  });

  it('writes one file a provider, with the sources its models name and no others', () => {
    const files = convertFacts(sheet(model(), model({ id: 'beta', provider: 'other', source: [] })));
    expect([...files.keys()]).toEqual(['acme', 'other']);
    expect(files.get('acme')).toMatchObject({
      provider: 'acme',
      compiled: '2026-11-22',
      sources: { page: { what: 'a page', date: '2026-11' } },
    });
    expect(files.get('acme').sources).not.toHaveProperty('unused');
    expect(files.get('other').sources).toEqual({});
  });

  it('refuses a source that nobody describes', () => {
    expect(() => convertOne({ source: ['rumour'] })).toThrow('source "rumour" is not described');
  });

  it.each([
    ['a model', () => convertOne({ colour: 'red' }), 'acme/alpha-1: unknown key "colour"'],
    ['a price', () => convertPrice({ outptu: 1 }), 'acme/alpha-1.prices[0]: unknown key "outptu"'],
    ['a price without input', () => convertOne({ prices: [{ label: 'x' }] }), '"valid_from" is missing'],
    ['a window', () => convertPrice({ when: { type: 'lunar' } }), 'unknown type "lunar"'],
    ['a lifecycle', () => convertOne({ lifecycle: { state: 'active' } }), '"shutdown" is missing'],
  ])('refuses %s it does not understand', (_what, convert, message) => {
    expect(convert).toThrow(message);
  });

  it('leaves the wildcard entry of a provider as it is', () => {
    const wildcard = convertOne({ id: 'acme/*' });
    expect(wildcard.id).toBe('acme/*');
    expect(wildcard.prices[0].id).toBe('acme/*#1');
  });

  it.each([
    ['two ids', model(), model(), 'acme/alpha-1 and acme/alpha-1'],
    ['an id and a snapshot', model(), model({ id: 'b', snapshots: ['alpha-1'] }), 'acme/alpha-1 and acme/b'],
    ['an id and a nickname', model(), model({ id: 'b', nicknames: ['alpha-1'] }), 'acme/alpha-1 and acme/b'],
    ['two providers', model(), model({ provider: 'other' }), 'acme/alpha-1 and other/alpha-1'],
  ])('refuses one name claimed by %s, naming both', (_what, first, second, owners) => {
    expect(() => convertFacts(sheet(first, second))).toThrow(`"alpha-1" is claimed by ${owners}`);
  });

  it('reads a lifecycle with its replacement and keeps the request fields to set', () => {
    const lifecycle = {
      state: 'shut_down',
      shutdown: '2026-05-12',
      replacement: { model: 'alpha-2', set: { thinking: { type: 'disabled' } } },
      after_shutdown_routes_to: 'alpha-2',
    };
    expect(convertOne({ lifecycle }).lifecycle).toEqual({
      state: 'shut_down',
      shutdownAt: '2026-05-12T00:00:00Z',
      replacement: { model: 'alpha-2', set: { thinking: { type: 'disabled' } } },
      routesTo: 'alpha-2',
    });
  });
});

describe('prices', () => {
  it('numbers the rows of a model in their order', () => {
    expect(convertOne({ prices: [price(), price()] }).prices.map(({ id }: { id: string }) => id)).toEqual([
      'acme/alpha-1#1',
      'acme/alpha-1#2',
    ]);
  });

  it('carries every kind of rate in pico-USD', () => {
    const extra = { cache_write_1h: 4, cache_write_12h: 2.5, image_input: 10, image_cached_input: 2.5 };
    expect(convertPrice({ ...extra, image_output: 40, audio_input: 0.7 }).rates).toEqual({
      input: 1_250_000,
      cachedInput: 200_000,
      cacheWrite: null,
      output: 2_500_000,
      cacheWrite1h: 4_000_000,
      cacheWrite12h: 2_500_000,
      imageInput: 10_000_000,
      imageCachedInput: 2_500_000,
      imageOutput: 40_000_000,
      audioInput: 700_000,
    });
  });

  it('refuses a rate finer than a pico-USD, naming the row', () => {
    expect(() => convertPrice({ input: 0.0000001 })).toThrow('acme/alpha-1.prices[0].input');
  });

  const tier = { input_tokens_above: 200_000, applies_to: 'whole_request', ...rates(2.5) };

  function rates(input: number) {
    return { input, cached_input: 0.4, cache_write: null, output: 5 };
  }

  it('starts a tier one token above its threshold', () => {
    expect(convertPrice({ tiers: [tier] }).tiers).toEqual([
      {
        fromInputTokens: 200_001,
        rates: { input: 2_500_000, cachedInput: 400_000, cacheWrite: null, output: 5_000_000 },
      },
    ]);
  });

  it('starts a tier at its threshold where the vendor charges the upper rate there', () => {
    const flags = { request_flags: { long_context_threshold: 200_000 } };
    expect(convertPrice({ tiers: [tier] }, flags).tiers[0].fromInputTokens).toBe(200_000);
  });

  it('refuses a tier that prices only the excess', () => {
    expect(() => convertPrice({ tiers: [{ ...tier, applies_to: 'excess' }] })).toThrow('applies to "excess"');
  });

  it('keeps weekly windows', () => {
    const window = { days: ['mon'], windows: [['01:00', '04:00']], excludes: 'holidays', clock: 'on arrival' };
    expect(convertPrice({ when: { type: 'utc_windows', ...window } }).window).toEqual({
      kind: 'utc_windows',
      ...window,
    });
    expect(convertPrice({ when: { type: 'otherwise' } }).window).toEqual({ kind: 'otherwise' });
  });

  const promo = {
    percent_off: 75,
    from: '2026-04-24',
    to: '2026-05-31T15:59:00Z',
    effective: { input: 0.435, cached_input: 0.003625, output: 0.87 },
    unverified_start: true,
  };
  const launch = { input: 1.74, cached_input: 0.0145, output: 3.48 };

  it('keeps a promo and checks the price it leads to', () => {
    expect(convertPrice({ ...launch, promo }).promo).toEqual({
      percentOff: 75,
      from: '2026-04-24T00:00:00Z',
      to: '2026-05-31T15:59:00Z',
      isStartUnverified: true,
    });
    expect(() => convertPrice({ ...launch, output: 4, promo })).toThrow('promo.effective.output: is not 75 %');
  });
});

describe('tiers of service', () => {
  const tiers = { everyChatModel: { flex: 5_000 }, models: { 'alpha-1': { priority: 20_000 } } };
  const convertWith = (given: object | undefined, fields: object = {}) =>
    convertFacts(sheet(model(fields)), (provider: string) => (provider === 'acme' ? given : undefined));
  const tiersOf = (given: object | undefined, fields: object = {}) =>
    convertWith(given, fields).get('acme').models[0].prices[0].serviceTiers;

  it('stand in every price row of the models they are known for', () => {
    expect(tiersOf(tiers)).toEqual({ flex: 5_000, priority: 20_000 });
    expect(tiersOf({ ...tiers, models: {} })).toEqual({ flex: 5_000 });
    expect(tiersOf({ ...tiers, models: {} }, { mode: 'image' })).toBeUndefined();
    expect(tiersOf(undefined)).toBeUndefined();
  });

  it('of a model that is not there are refused', () => {
    expect(() => convertWith({ ...tiers, models: { beta: {} } })).toThrow('tiers of acme: there is no model "beta"');
  });
});

describe('image prices', () => {
  it.each([
    [{ flat: 0.04 }, { kind: 'flat', nanoUsd: 40_000_000 }],
    [{ by_image_size: { '1K': 0.067 } }, { kind: 'image_size', nanoUsd: { '1K': 67_000_000 } }],
    [
      { by_quality_and_size: { low: { '1024x1024': 0.011 } } },
      { kind: 'quality_and_size', nanoUsd: { low: { '1024x1024': 11_000_000 } } },
    ],
  ])('turns %j into nano-USD', (table, expected) => {
    expect(convertOne({ image_prices: { unit: 'usd_per_image', ...table } }).imagePrices).toEqual(expected);
  });

  it('refuses another unit and a second table', () => {
    expect(() => convertOne({ image_prices: { unit: 'eur', flat: 1 } })).toThrow('one table in usd_per_image');
    const two = { unit: 'usd_per_image', flat: 1, by_image_size: {} };
    expect(() => convertOne({ image_prices: two })).toThrow('one table in usd_per_image');
  });
});

describe('shiftDecimal', () => {
  it.each([
    [0.0145, 6, 14_500],
    [0.003625, 6, 3_625],
    [1.74, 6, 1_740_000],
    [600, 6, 600_000_000],
    [0, 6, 0],
    [0.067, 9, 67_000_000],
  ])('moves %d by %d places to %d', (value, places, expected) => {
    expect(shiftDecimal(value, places, 'x')).toBe(expected);
  });

  it.each([[-1], [1e-7], [Number.NaN], ['1.5'], [1e16], [undefined]])('refuses %p', (value) => {
    expect(() => shiftDecimal(value, 6, 'here')).toThrow('here');
  });
});

describe('toInstant', () => {
  it('reads a date alone as its first instant', () => {
    expect(toInstant('2026-05-12', 'x')).toBe('2026-05-12T00:00:00Z');
    expect(toInstant('2026-05-31T15:59:00Z', 'x')).toBe('2026-05-31T15:59:00Z');
    expect(toInstant(null, 'x')).toBeNull();
  });

  it.each(['2026-13-01', 'soon', '2026-05-31T15:59:00+02:00', '2026-05'])('refuses %s', (date) => {
    expect(() => toInstant(date, 'here')).toThrow('here');
  });
});

describe('formatJson', () => {
  it('breaks only what does not fit in a line', () => {
    const value = { short: [1, { a: null }], empty: {}, long: ['x'.repeat(70), 'y'.repeat(70)] };
    const text = formatJson(value);
    expect(JSON.parse(text)).toEqual(value);
    expect(text.split('\n')).toHaveLength(8);
    expect(text).toContain('"short": [1, { "a": null }],');
  });
});
