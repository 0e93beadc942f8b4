import { globSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PROVIDERS } from '@app/providers';
import { mentionsOf, type ProviderNames } from './provider-mentions';

const ROOT = join(__dirname, '../..');
const ADAPTERS = 'libs/providers/src/adapters';
const DIALECTS = 'libs/providers/src/dialects';

const read = (file: string): string => readFileSync(join(ROOT, file), 'utf8');
const foldersIn = (folder: string): string[] =>
  readdirSync(join(ROOT, folder), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name);

const ids = foldersIn(ADAPTERS);
const dialects = foldersIn(DIALECTS);
const names: ProviderNames = {
  ids,
  aliases: PROVIDERS.flatMap(({ aliases }) => aliases),
  publicApi: 'openai',
};

const everyName = [...names.ids, ...names.aliases];

/** Everything that ships or builds, as it was written; tests may name whom they like. */
const SOURCES = '{apps,libs,scripts,dashboard}/**/*.{ts,tsx,js,cjs,mjs}';
const TESTS = /\.(?:spec|test)\.[tj]sx?$|\/testing\/|\/node_modules\/|^dashboard\/dist\//;
/** Examples of the API document: prose for people, which decides nothing. */
const PROSE = /^apps\/gateway\/src\/admin\/.+\.examples\.ts$/;
const sources = (): string[] =>
  globSync(SOURCES, { cwd: ROOT }).filter((file) => !TESTS.test(file) && !PROSE.test(file));

/** The places that may name providers, each with the names it may use. */
const ALLOWED: readonly { readonly in: string; readonly names: readonly string[]; readonly because: string }[] = [
  { in: `${ADAPTERS}/`, names: everyName, because: 'a provider is its folder' },
  { in: `${DIALECTS}/`, names: dialects, because: 'two dialects bear the name of the vendor who invented them' },
  { in: 'libs/providers/src/spi/', names: dialects, because: 'a description says which dialect it speaks' },
  {
    in: 'libs/persistence/src/seeds/',
    names: everyName,
    because: 'seeded groups name models, and models their makers',
  },
  {
    in: 'scripts/golden-prices.js',
    names: ['openai'],
    because: 'the research tells the service tiers of one vendor in prose, and this script may not read the adapters',
  },
  { in: 'apps/simulator/src/vendors/', names: everyName, because: 'the simulator plays the vendors' },
  { in: 'apps/simulator/src/vendor.ts', names: everyName, because: 'the list of the vendors that are played' },
  {
    in: 'apps/simulator/src/dialects/',
    names: everyName,
    because: 'what the vendors speak, and where one of them differs',
  },
  {
    in: 'dashboard/src/shared/snippets/snippets.ts',
    names: ['openai'],
    because: 'the official clients read their address from a variable of that name',
  },
  { in: 'apps/simulator/src/demo/', names: everyName, because: 'the demo shows every provider once' },
];

const isAllowed = (file: string, name: string): boolean =>
  ALLOWED.some((place) => file.startsWith(place.in) && place.names.includes(name));

describe('provider ids', () => {
  it.each([
    ["if (route.provider === 'deepseek') retry();", 'deepseek'],
    ["switch (id) { case 'Grok': break; }", 'grok'],
    ['const isDeepSeek = true;', 'deepseek'],
    ['const { geminiKey } = settings;', 'gemini'],
    ['const base = `${host}/moonshot/v1`;', 'moonshot'],
    ['const local = /^ollama[/:]/.test(model);', 'ollama'],
    ['const key = environment.OLLAMA_API_KEY;', 'ollama'],
    ["const key = environment['OPENAI_API_KEY'];", 'openai'],
    ["const isDefault = provider.id === 'openai';", 'openai'],
    ['const target = providers.openai;', 'openai'],
    ["const fallback = 'openai/gpt-4o';", 'openai'],
    ["const other = id === 'xai';", 'xai'],
  ])('are found in %s', (code, name) => {
    expect(mentionsOf(code, names).map((mention) => mention.name)).toEqual([name]);
  });

  it.each([
    '// DeepSeek sends blank lines\n/** and so does Grok */',
    "import type { ChatCompletion } from './openai/chat';",
    "export { toOpenAiError } from './errors/openai-error.mapper';",
    "const title = 'OpenAI-compatible gateway';",
    "const prefix = 'xai-...';",
    'const moonshots = ollamas + groks;',
  ])('are not found in %s', (code) => {
    expect(mentionsOf(code, names)).toEqual([]);
  });

  it('appear only where a provider lives', () => {
    const strays = sources().flatMap((file) =>
      mentionsOf(read(file), names, file)
        .filter(({ name }) => !isAllowed(file, name))
        .map(({ name, line, text }) => `${file}:${line} names ${name}: ${text}`),
    );
    expect(strays).toEqual([]);
  });

  it.each(ALLOWED)('are still needed in $in', (place) => {
    const files = sources().filter((file) => file.startsWith(place.in));
    expect(files.flatMap((file) => mentionsOf(read(file), names, file))).not.toEqual([]);
  });
});

describe('a provider is one folder and one line', () => {
  const list = `${ADAPTERS}/index.ts`;
  const everyFile = globSync('{apps,libs,test,scripts}/**/*.{ts,js}', { cwd: ROOT }).filter(
    (file) => !/\/(?:node_modules|planted)\//.test(file),
  );

  it('lists every folder', () => {
    expect(PROVIDERS.map(({ id }) => id).sort()).toEqual([...ids].sort());
  });

  describe.each(ids)('%s', (id) => {
    it('has a description and its models', () => {
      const files = readdirSync(join(ROOT, ADAPTERS, id));
      expect(files).toEqual(expect.arrayContaining([`${id}.provider.ts`, `${id}.models.json`]));
    });

    it('is imported by one line of the list, and by no other file', () => {
      const inside = new RegExp(`adapters/${id}/|/${id}\\.(?:provider|models\\.json)['"]`);
      const importers = everyFile
        .filter((file) => !file.startsWith(`${ADAPTERS}/${id}/`))
        .filter((file) => importLines(read(file)).some((line) => inside.test(line)));
      expect(importers).toEqual([list]);
      expect(importLines(read(list)).filter((line) => line.includes(`./${id}/`))).toHaveLength(1);
    });
  });
});

const importLines = (source: string): string[] =>
  source.split('\n').filter((line) => /(?:\bfrom|\bimport|\brequire\()\s*\(?['"]/.test(line));
