/**
 * Counts what we want less of and compares it with `quality-ratchet.json`: a count may fall, never rise.
 * `npm run check:ratchet` fails on a rise; `node scripts/ratchet.js --write` records a fall.
 */
const fs = require('node:fs');
const path = require('node:path');
const ts = require('typescript');

const ROOT = path.join(__dirname, '..');
const LIMITS = path.join(ROOT, 'quality-ratchet.json');
const SOURCES = [
  '{apps,libs,test,scripts}/**/*.{ts,js}',
  'dashboard/src/**/*.{ts,tsx}',
  '*.{js,cjs,mjs}',
  'gophergate',
];
const EXCLUDED = /^test\/architecture\/planted\/|\/node_modules\//;
const SPEC = /[.-]spec\.tsx?$/;

const SUPPRESSION =
  /\/[/*]\s*(?:eslint-disable|@ts-(?:ignore|expect-error|nocheck)|prettier-ignore|(?:istanbul|c8) ignore)/g;
const TODO = /(?:\/\/|\/\*|^\s*\*).*\b(?:TODO|FIXME)\b/gm;
const TEST_FUNCTIONS = new Set(['it', 'test', 'describe']);
const TEST_MODES = new Set(['skip', 'only', 'todo']);
const SHORT_TEST_MODES = new Set(['xit', 'fit', 'xtest', 'xdescribe', 'fdescribe']);

/** The counts of one file, each under the name it has in the limits file. */
function countsOf(file, source) {
  const syntax = syntaxCounts(file, source);
  const lines = source.split('\n').length - (source.endsWith('\n') ? 1 : 0);
  return {
    ...syntax,
    suppressions: (source.match(SUPPRESSION) ?? []).length,
    todos: (source.match(TODO) ?? []).length,
    filesOver250Lines: Number(!SPEC.test(file) && lines > 250),
    filesOver400Lines: Number(!SPEC.test(file) && lines > 400),
  };
}

/** What only the syntax tree can tell: `any` as a type is not `expect.any`, and a word in a string is no code. */
function syntaxCounts(file, source) {
  const counts = { any: 0, castsThroughUnknown: 0, forwardRefs: 0, skippedTests: 0 };
  const visit = (node) => {
    if (node.kind === ts.SyntaxKind.AnyKeyword) counts.any += 1;
    else if (isCastThroughUnknown(node)) counts.castsThroughUnknown += 1;
    else if (isCallOf(node, 'forwardRef')) counts.forwardRefs += 1;
    else if (isSkippedTest(node)) counts.skippedTests += 1;
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(file, source, ts.ScriptTarget.Latest));
  return counts;
}

function isCastThroughUnknown(node) {
  return (
    ts.isAsExpression(node) &&
    ts.isAsExpression(node.expression) &&
    node.expression.type.kind === ts.SyntaxKind.UnknownKeyword
  );
}

function isCallOf(node, name) {
  return ts.isCallExpression(node) && ts.isIdentifier(node.expression) && node.expression.text === name;
}

function isSkippedTest(node) {
  if (ts.isIdentifier(node)) return SHORT_TEST_MODES.has(node.text);
  return (
    ts.isPropertyAccessExpression(node) &&
    TEST_MODES.has(node.name.text) &&
    ts.isIdentifier(node.expression) &&
    TEST_FUNCTIONS.has(node.expression.text)
  );
}

/** Sums the counts of many files. */
function sumOf(counts) {
  const total = {};
  for (const count of counts)
    for (const [name, value] of Object.entries(count)) total[name] = (total[name] ?? 0) + value;
  return total;
}

/** Names whose count is above, or below, its limit. A count without a limit may not be there at all. */
function compare(counts, limits) {
  const names = Object.keys(counts);
  return {
    risen: names.filter((name) => counts[name] > (limits[name] ?? 0)),
    fallen: names.filter((name) => counts[name] < (limits[name] ?? 0)),
  };
}

/** New limits: lowered to the counts, never raised. */
function lowered(counts, limits) {
  return Object.fromEntries(
    Object.entries(counts).map(([name, count]) => [name, Math.min(count, limits[name] ?? count)]),
  );
}

function main(isWriting) {
  const files = fs.globSync(SOURCES, { cwd: ROOT }).filter((file) => !EXCLUDED.test(file));
  const counts = sumOf(files.map((file) => countsOf(file, fs.readFileSync(path.join(ROOT, file), 'utf8'))));
  const limits = fs.existsSync(LIMITS) ? JSON.parse(fs.readFileSync(LIMITS, 'utf8')) : counts;
  const { risen, fallen } = compare(counts, limits);
  for (const name of risen) {
    console.error(`${name}: ${counts[name]}, and quality-ratchet.json allows ${limits[name] ?? 0}. It may not rise.`);
  }
  if (isWriting) fs.writeFileSync(LIMITS, `${JSON.stringify(lowered(counts, limits), null, 2)}\n`);
  else
    for (const name of fallen)
      console.log(`${name} fell from ${limits[name]} to ${counts[name]}: run node scripts/ratchet.js --write`);
  if (risen.length > 0) process.exitCode = 1;
}

module.exports = { countsOf, sumOf, compare, lowered };
if (require.main === module) main(process.argv.includes('--write'));
