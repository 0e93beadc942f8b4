/**
 * Turns the researched price sheet into `libs/providers/src/adapters/<id>/<id>.models.json`, the form the gateway reads.
 * Run by hand when the sheet changes: node scripts/convert-facts.js <path to models.json>
 * It fails on anything it does not understand, so that no fact is lost on the way.
 */
const fs = require('node:fs');
const path = require('node:path');

const ADAPTERS = path.join(__dirname, '..', 'libs', 'providers', 'src', 'adapters');
const PICO_USD_PER_USD_PER_MILLION_TOKENS = 6;
const NANO_USD_PER_USD = 9;
const LINE_LENGTH = 120;

/** Sources that the sheet describes in words only its writer understands. */
const PLAIN_WORDS = { own: 'general knowledge, not confirmed by a published source' };

const RATE_NAMES = {
  input: 'input',
  cached_input: 'cachedInput',
  cache_write: 'cacheWrite',
  output: 'output',
  reasoning: 'reasoning',
  cache_write_1h: 'cacheWrite1h',
  cache_write_12h: 'cacheWrite12h',
  image_input: 'imageInput',
  image_cached_input: 'imageCachedInput',
  image_output: 'imageOutput',
  audio_input: 'audioInput',
};
const REQUIRED_RATES = ['input', 'cached_input', 'cache_write', 'output'];

/** Refuses a key that the converter would drop, and one that it needs and lacks. */
function checkKeys(object, where, required, optional = []) {
  for (const key of Object.keys(object)) {
    if (!required.includes(key) && !optional.includes(key)) throw new Error(`${where}: unknown key "${key}"`);
  }
  for (const key of required) {
    if (!(key in object)) throw new Error(`${where}: "${key}" is missing`);
  }
}

/** `value × 10^places` by moving the decimal point in its text, because 0.0145 × 1e6 in floating point is a guess. */
function shiftDecimal(value, places, where) {
  const match = /^(\d+)(?:\.(\d+))?$/.exec(String(value));
  const fraction = match?.[2] ?? '';
  const shifted = Number(`${match?.[1]}${fraction.padEnd(places, '0')}`);
  if (typeof value !== 'number' || !match || fraction.length > places || !Number.isSafeInteger(shifted)) {
    throw new Error(`${where}: ${value} is not a whole number after shifting by ${places} places`);
  }
  return shifted;
}

function toInstant(date, where) {
  if (date === null) return null;
  const instant = /^\d{4}-\d{2}-\d{2}$/.test(date) ? `${date}T00:00:00Z` : date;
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$/.test(instant) || Number.isNaN(Date.parse(instant))) {
    throw new Error(`${where}: ${date} is neither a date nor a UTC instant`);
  }
  return instant;
}

function toRates(raw, where) {
  const rates = {};
  for (const [from, to] of Object.entries(RATE_NAMES)) {
    if (!(from in raw)) continue;
    rates[to] =
      raw[from] === null ? null : shiftDecimal(raw[from], PICO_USD_PER_USD_PER_MILLION_TOKENS, `${where}.${from}`);
  }
  return rates;
}

function toTier(raw, where, chargesAtThreshold) {
  checkKeys(raw, where, ['input_tokens_above', 'applies_to', ...REQUIRED_RATES]);
  if (raw.applies_to !== 'whole_request') throw new Error(`${where}: applies to "${raw.applies_to}"`);
  const fromInputTokens = raw.input_tokens_above + (chargesAtThreshold ? 0 : 1);
  return { fromInputTokens, rates: toRates(raw, where) };
}

function toWindow(raw, where) {
  if (raw === undefined) return null;
  if (raw.type === 'otherwise') {
    checkKeys(raw, where, ['type']);
    return { kind: 'otherwise' };
  }
  if (raw.type !== 'utc_windows') throw new Error(`${where}: unknown type "${raw.type}"`);
  checkKeys(raw, where, ['type', 'days', 'windows', 'excludes', 'clock']);
  const { days, windows, excludes, clock } = raw;
  return { kind: 'utc_windows', days, windows, excludes, clock };
}

/** The sheet also states the price after the promo; it follows from the percentage, so it is checked and left out. */
function toPromo(raw, listRates, where) {
  if (raw === undefined) return null;
  checkKeys(raw, where, ['percent_off', 'from', 'to', 'effective', 'unverified_start']);
  const effective = toRates(raw.effective, `${where}.effective`);
  for (const [name, rate] of Object.entries(effective)) {
    if (rate * 100 !== listRates[name] * (100 - raw.percent_off)) {
      throw new Error(`${where}.effective.${name}: is not ${raw.percent_off} % below the list price`);
    }
  }
  return {
    percentOff: raw.percent_off,
    from: toInstant(raw.from, `${where}.from`),
    to: toInstant(raw.to, `${where}.to`),
    isStartUnverified: raw.unverified_start,
  };
}

/** The sheet speaks of service tiers in prose; what it says is kept by hand as `service-tiers.json` beside the models. */
function toServiceTiers({ id, mode }, tiers) {
  const own = { ...(mode === 'chat' ? tiers?.everyChatModel : {}), ...tiers?.models[id] };
  return Object.keys(own).length === 0 ? {} : { serviceTiers: own };
}

function toPrice(raw, where, id, chargesAtThreshold, serviceTiers) {
  const optional = [...Object.keys(RATE_NAMES), 'tiers', 'when', 'promo', 'unverified'];
  checkKeys(raw, where, ['label', 'valid_from', 'valid_to', ...REQUIRED_RATES], optional);
  const rates = toRates(raw, where);
  return {
    id,
    label: raw.label,
    validFrom: toInstant(raw.valid_from, `${where}.valid_from`),
    validTo: toInstant(raw.valid_to, `${where}.valid_to`),
    rates,
    tiers: (raw.tiers ?? []).map((tier, index) => toTier(tier, `${where}.tiers[${index}]`, chargesAtThreshold)),
    window: toWindow(raw.when, `${where}.when`),
    promo: toPromo(raw.promo, rates, `${where}.promo`),
    ...serviceTiers,
    isUnverified: raw.unverified ?? false,
  };
}

function toNanoUsd(table, where) {
  if (typeof table === 'number') return shiftDecimal(table, NANO_USD_PER_USD, where);
  return Object.fromEntries(Object.entries(table).map(([key, value]) => [key, toNanoUsd(value, `${where}.${key}`)]));
}

function toImagePrices(raw, where) {
  if (raw === null) return null;
  checkKeys(raw, where, ['unit'], ['flat', 'by_quality_and_size', 'by_image_size']);
  const [form, ...rest] = Object.keys(raw).filter((key) => key !== 'unit');
  if (raw.unit !== 'usd_per_image' || form === undefined || rest.length > 0) {
    throw new Error(`${where}: needs one table in usd_per_image`);
  }
  return { kind: form.replace(/^by_/, ''), nanoUsd: toNanoUsd(raw[form], `${where}.${form}`) };
}

function toLifecycle(raw, where) {
  checkKeys(raw, where, ['state', 'shutdown', 'replacement', 'after_shutdown_routes_to']);
  if (raw.replacement !== null) checkKeys(raw.replacement, `${where}.replacement`, ['model'], ['set']);
  return {
    state: raw.state,
    shutdownAt: toInstant(raw.shutdown, `${where}.shutdown`),
    replacement: raw.replacement,
    routesTo: raw.after_shutdown_routes_to,
  };
}

const camelCase = (name) => name.replace(/_(\w)/g, (_, letter) => letter.toUpperCase());

const MODEL_KEYS = (
  'id provider mode core snapshots nicknames lifecycle context_window max_input max_output modalities supports ' +
  'reasoning_effort_values reasoning_effort_default prices image_prices endpoints request_flags conflicts note source ' +
  'as_of unverified unverified_fields'
).split(' ');

function toModelFacts(raw, tiers) {
  const where = `${raw.provider}/${raw.id}`;
  checkKeys(raw, where, MODEL_KEYS);
  const priceId = raw.id.startsWith(`${raw.provider}/`) ? raw.id : where;
  const chargesAtThreshold = 'long_context_threshold' in raw.request_flags;
  return {
    id: raw.id,
    providerId: raw.provider,
    mode: raw.mode,
    isCore: raw.core,
    snapshots: raw.snapshots,
    nicknames: raw.nicknames,
    lifecycle: toLifecycle(raw.lifecycle, `${where}.lifecycle`),
    contextWindowTokens: raw.context_window,
    maxInputTokens: raw.max_input,
    maxOutputTokens: raw.max_output,
    modalities: raw.modalities,
    supports: Object.fromEntries(Object.entries(raw.supports).map(([key, value]) => [camelCase(key), value])),
    reasoningEffortValues: raw.reasoning_effort_values,
    reasoningEffortDefault: raw.reasoning_effort_default,
    prices: raw.prices.map((price, index) =>
      toPrice(
        price,
        `${where}.prices[${index}]`,
        `${priceId}#${index + 1}`,
        chargesAtThreshold,
        toServiceTiers(raw, tiers),
      ),
    ),
    imagePrices: toImagePrices(raw.image_prices, `${where}.image_prices`),
    endpoints: raw.endpoints,
    requestFlags: raw.request_flags,
    conflicts: raw.conflicts,
    note: raw.note,
    sources: raw.source,
    asOf: raw.as_of,
    isUnverified: raw.unverified,
    unverifiedFields: raw.unverified_fields,
  };
}

/** A name that two entries answer to could be priced or routed either way, within a provider and across providers. */
function checkNames(models) {
  const owners = new Map();
  for (const { id, providerId, snapshots, nicknames } of models) {
    const owner = `${providerId}/${id}`;
    for (const name of [id, ...snapshots, ...nicknames]) {
      if (owners.has(name)) throw new Error(`"${name}" is claimed by ${owners.get(name)} and ${owner}`);
      owners.set(name, owner);
    }
  }
}

function usedSources(models, sources) {
  const used = {};
  for (const id of models.flatMap((model) => model.sources)) {
    if (!(id in sources)) throw new Error(`source "${id}" is not described`);
    checkKeys(sources[id], `sources.${id}`, ['what', 'date']);
    used[id] = { ...sources[id], what: PLAIN_WORDS[id] ?? sources[id].what };
  }
  return Object.fromEntries(Object.entries(used).sort(([a], [b]) => (a < b ? -1 : 1)));
}

function checkTierNames(models, provider, tiers) {
  const unknown = Object.keys(tiers?.models ?? {}).find((name) => !models.some(({ id }) => id === name));
  if (unknown !== undefined) throw new Error(`service tiers of ${provider}: there is no model "${unknown}"`);
}

/** The content of every provider's file, by provider id; `tiersOf` gives its service tiers, where it has some. */
function convertFacts(raw, tiersOf = () => undefined) {
  const models = raw.models.map((model) => toModelFacts(model, tiersOf(model.provider)));
  checkNames(models);
  const files = new Map();
  for (const provider of new Set(models.map((model) => model.providerId))) {
    const own = models.filter((model) => model.providerId === provider);
    checkTierNames(own, provider, tiersOf(provider));
    files.set(provider, {
      provider,
      compiled: raw.compiled,
      sources: usedSources(own, raw.sources),
      models: own,
    });
  }
  return files;
}

const onOneLine = (value) => {
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(onOneLine).join(', ')}]`;
  const fields = Object.entries(value).map(([key, field]) => `${JSON.stringify(key)}: ${onOneLine(field)}`);
  return fields.length === 0 ? '{}' : `{ ${fields.join(', ')} }`;
};

/** JSON that keeps what fits in a line on one line: data files stay short and their diffs readable. */
function formatJson(value, indent = '', used = 0) {
  const line = onOneLine(value);
  if (value === null || typeof value !== 'object' || indent.length + used + line.length < LINE_LENGTH) return line;
  const inner = `${indent}  `;
  if (Array.isArray(value)) {
    return `[\n${value.map((item) => inner + formatJson(item, inner)).join(',\n')}\n${indent}]`;
  }
  const fields = Object.entries(value).map(([key, field]) => {
    const name = `${JSON.stringify(key)}: `;
    return inner + name + formatJson(field, inner, name.length);
  });
  return `{\n${fields.join(',\n')}\n${indent}}`;
}

function readServiceTiers(provider) {
  const file = path.join(ADAPTERS, provider, 'service-tiers.json');
  return fs.existsSync(file) ? JSON.parse(fs.readFileSync(file, 'utf8')) : undefined;
}

function main([input]) {
  if (input === undefined) {
    console.error('Usage: node scripts/convert-facts.js <path to models.json>');
    process.exit(2);
  }
  for (const [provider, content] of convertFacts(JSON.parse(fs.readFileSync(input, 'utf8')), readServiceTiers)) {
    const folder = path.join(ADAPTERS, provider);
    fs.mkdirSync(folder, { recursive: true });
    const file = path.join(folder, `${provider}.models.json`);
    fs.writeFileSync(file, `${formatJson(content)}\n`);
    console.log(`${path.relative(process.cwd(), file)}: ${content.models.length} models`);
  }
}

module.exports = { convertFacts, formatJson, shiftDecimal, toInstant };
if (require.main === module) main(process.argv.slice(2));
