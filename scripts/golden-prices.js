/**
 * Works out what requests cost from the researched price sheet alone, and writes them as test vectors to
 * `test/vectors/prices.json`: node scripts/golden-prices.js <path to models.json>
 * It shares no code with the gateway (nothing of `libs/` is read), so that a mistake in the one does not hide in the
 * other. The same sheet gives the same bytes.
 */
const fs = require('node:fs');
const path = require('node:path');
const { momentsOf, samplesOf, usesOf, namesOf } = require('./golden-cases.js');

const VECTORS = path.join(__dirname, '..', 'test', 'vectors', 'prices.json');
const DAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];

/** Days off that the State Council's notice 国办发明电〔2025〕7号 names for 2026: the first and how many. */
const HOLIDAYS = {
  'Chinese public holidays': {
    2026: [
      ['01-01', 3],
      ['02-15', 9],
      ['04-04', 3],
      ['05-01', 5],
      ['06-19', 3],
      ['09-25', 3],
      ['10-01', 7],
    ],
  },
};

/** A decimal of the sheet as an integer of 10^-places. */
function scaled(value, places) {
  const [whole, fraction = ''] = String(value).split('.');
  if (fraction.length > places || /e/i.test(String(value))) throw new Error(`${value} is finer than 10^-${places}`);
  return BigInt(whole + fraction.padEnd(places, '0'));
}

const pico = (usdPerMillion) => scaled(usdPerMillion, 6);
/** A date alone is its first instant. */
const instant = (date) => Date.parse(date.length === 10 ? `${date}T00:00:00Z` : date);

/** undefined: no list for that year. */
function isHoliday(calendar, at) {
  const day = new Date(at);
  const ranges = HOLIDAYS[calendar]?.[day.getUTCFullYear()];
  const dayNumber = Math.floor(at / 86_400_000);
  return ranges?.some(([first, count]) => {
    const start = Date.parse(`${day.getUTCFullYear()}-${first}T00:00:00Z`) / 86_400_000;
    return dayNumber >= start && dayNumber < start + count;
  });
}

function isInWindow({ days, windows, excludes }, at) {
  const moment = new Date(at);
  const time = moment.toISOString().slice(11, 23);
  const isOpen = windows.some(([start, end]) => time >= `${start}:00.000` && time < `${end}:00.000`);
  return days.includes(DAYS[moment.getUTCDay()]) && isOpen && isHoliday(excludes, at) !== true;
}

/** The row in force: one whose window is open before one without, then the newest. */
function rowAt(prices, at) {
  const inForce = prices
    .map((row, index) => ({ ...row, number: index + 1 }))
    .filter(({ valid_from: from }) => from === null || instant(from) <= at)
    .filter(({ valid_to: to }) => to === null || at < instant(to))
    .filter(({ when }) => when?.type !== 'utc_windows' || isInWindow(when, at))
    .sort((a, b) => (b.valid_from ? instant(b.valid_from) : 0) - (a.valid_from ? instant(a.valid_from) : 0));
  return inForce.find(({ when }) => when?.type === 'utc_windows') ?? inForce[0];
}

function ratesFor(row, prompt, isChargedAtThreshold) {
  const reached = (row.tiers ?? []).filter(({ input_tokens_above: above }) =>
    isChargedAtThreshold ? prompt >= above : prompt > above,
  );
  return reached.sort((a, b) => b.input_tokens_above - a.input_tokens_above)[0] ?? row;
}

/** Tokens × rate in pico-USD; null when tokens have no rate. */
function sumOf(use, rates) {
  const { fresh = 0, cached = 0, write = 0, out = 0, reasoning = 0 } = use;
  const { audio = 0, image = 0, cachedImage = 0, write1h = 0, write12h = 0, imageOut = 0 } = use;
  const { input, output, reasoning: thought = output } = rates;
  const read = rates.cached_input ?? input;
  const written = rates.cache_write ?? input;
  const lines = [
    [fresh - audio - image, input],
    [audio, rates.audio_input ?? input],
    [image, rates.image_input ?? input],
    [cached - cachedImage, read],
    [cachedImage, rates.image_cached_input ?? read],
    [write - write1h - write12h, written],
    [write1h, rates.cache_write_1h ?? written],
    [write12h, rates.cache_write_12h ?? written],
    [out - imageOut - reasoning, output],
    [reasoning, thought],
    [imageOut, rates.image_output ?? output],
  ].filter(([count]) => count > 0);
  if (lines.some(([, rate]) => rate === null)) return null;
  return lines.reduce((sum, [count, rate]) => sum + BigInt(count) * pico(rate), 0n);
}

/**
 * What the tier multiplies the price by, in hundredths; null where the research has no exact figure. It has them in
 * prose, for one vendor: batch and flex cost half, and the notes of two models say that the fast tier costs double.
 */
function tierFactor({ provider, mode, note }, tier) {
  if (tier === undefined || ['auto', 'default', 'standard'].includes(tier)) return 100n;
  if (provider !== 'openai' || mode !== 'chat') return null;
  if (tier === 'batch' || tier === 'flex') return 50n;
  const isDouble = /(?:priority|fast mode)(?: at)? double/.test(note ?? '');
  return isDouble && (tier === 'priority' || tier === 'fast') ? 200n : null;
}

/** `amount / divisor`, half rounded up. */
const rounded = (amount, divisor) => (2n * amount + divisor) / (2n * divisor);

function costByTokens(model, use, at) {
  const row = rowAt(model.prices, at);
  if (!row) return null;
  const prompt = (use.fresh ?? 0) + (use.cached ?? 0) + (use.write ?? 0);
  const rates = ratesFor(row, prompt, 'long_context_threshold' in model.request_flags);
  const isFree = [row.input, row.cached_input, row.output].every((rate) => !rate);
  const factor = isFree ? 100n : tierFactor(model, use.tier);
  const sum = sumOf(use, rates);
  if (sum === null || factor === null) return null;
  const { promo, when } = row;
  const isPromoted = promo !== undefined && at >= instant(promo.from) && at < instant(promo.to);
  const percent = 100n - BigInt(isPromoted ? promo.percent_off : 0);
  const nanoUsd = rounded(sum * factor * percent, 10_000_000n);
  const subject = model.id.startsWith(`${model.provider}/`) ? model.id : `${model.provider}/${model.id}`;
  const isUnchecked = when?.type === 'utc_windows' && isHoliday(when.excludes, at) === undefined;
  return {
    price: `${subject}#${row.number}`,
    nanoUsd: Number(nanoUsd),
    ...(isPromoted ? { saved: Number(rounded(sum * factor, 100_000n) - nanoUsd) } : {}),
    ...(isUnchecked ? { isUnchecked } : {}),
    ...(isFree ? { isFree } : {}),
  };
}

function costByImages(model, { count, quality, size }) {
  const { flat, by_image_size: bySize, by_quality_and_size: byQuality } = model.image_prices;
  const usd = flat ?? bySize?.[size ?? '1K'] ?? byQuality?.[quality ?? 'standard']?.[size ?? '1024x1024'];
  if (usd === undefined) return null;
  return { price: `${model.provider}/${model.id}#images`, nanoUsd: Number(scaled(usd, 9) * BigInt(count)) };
}

function vectorsOf(model, now) {
  const vectors = [];
  const add = (name, at, use) => {
    const cost = use.images ? costByImages(model, use.images) : costByTokens(model, use, at);
    vectors.push({ model: `${model.provider}/${name}`, at: new Date(at).toISOString(), use, ...cost });
  };
  const uses = usesOf(model);
  for (const at of momentsOf(model, instant)) add(model.id, at, uses.plain);
  for (const at of samplesOf(model, instant, now)) for (const use of uses.all) add(model.id, at, use);
  for (const name of namesOf(model)) add(name, now, uses.plain);
  return vectors;
}

function main([input]) {
  if (input === undefined) {
    console.error('Usage: node scripts/golden-prices.js <path to models.json>');
    process.exit(2);
  }
  const sheet = JSON.parse(fs.readFileSync(input, 'utf8'));
  const now = instant(sheet.compiled) + 12 * 3_600_000;
  const vectors = sheet.models.flatMap((model) => vectorsOf(model, now));
  const lines = vectors.map((vector) => JSON.stringify(vector)).join(',\n');
  fs.mkdirSync(path.dirname(VECTORS), { recursive: true });
  fs.writeFileSync(VECTORS, `[\n${lines}\n]\n`);
  console.log(`${path.relative(process.cwd(), VECTORS)}: ${vectors.length} vectors`);
}

module.exports = { costByImages, costByTokens, isHoliday, rowAt, scaled };
if (require.main === module) main(process.argv.slice(2));
