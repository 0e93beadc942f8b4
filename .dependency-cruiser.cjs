/**
 * The import law. The table below is its only source; every rule that concerns a layer is generated from it.
 * `npm run check:graph` applies it to the tree, `test/architecture/import-law.arch-spec.ts` to planted violations.
 */

/** From the ground up. A library may import the layers before its own; those of one layer are strangers. */
const LAYERS = [
  ['contracts'],
  ['common'],
  ['config'],
  ['persistence'],
  ['catalog'],
  ['auth', 'limits', 'providers', 'routing', 'pricing', 'telemetry'],
  ['gateway'],
];

/** Packages with one home. Specs and `testing/` folders are free where a test has to play the other side. */
const HOMES = [
  { rule: 'typeorm-only-in-persistence', packages: ['typeorm', '@nestjs/typeorm'], home: '^libs/persistence/' },
  {
    rule: 'drivers-only-in-persistence',
    packages: ['sqlite3', 'pg', 'pg-copy-streams'],
    home: '^libs/persistence/',
    testsToo: true,
  },
  { rule: 'opossum-only-in-resilience', packages: ['opossum'], home: '^libs/providers/src/resilience/' },
  {
    rule: 'undici-only-in-transport',
    packages: ['undici'],
    home: '^libs/providers/src/transport/|^apps/simulator/',
    testsToo: true,
  },
  { rule: 'express-only-in-apps', packages: ['express', 'express-serve-static-core'], home: '^apps/' },
];

/** Where a library is entered. The contracts have a second door for what only the admin API and its clients speak. */
const DOORS = '^libs/[^/]+/src/index\\.ts$|^libs/contracts/src/admin/index\\.ts$';

/** What only tests see: it may reach into other libraries' `testing/` folders, and nothing that ships may reach in. */
const TESTS = '\\.spec\\.ts$|/testing/|^test/';
/** Where programs start. */
const ENTRIES = ['^apps/[^/]+/src/main\\.ts$', '^apps/simulator/src/demo/main\\.ts$'];
const ADAPTERS = '^libs/providers/src/adapters/';

const one = (names) => `(?:${names.join('|')})`;
const inPackages = (packages) => `(?:^|/)node_modules/(?:@types/)?${one(packages)}(?:/|$)`;

const layerRules = LAYERS.flatMap((libraries, level) =>
  libraries.map((library) => ({
    name: `${library}-imports-only-downwards`,
    comment: `libs/${library} may import only the layers below it, never a sibling, an app or test code.`,
    from: { path: `^libs/${library}/` },
    to: {
      path: '^(?:libs|apps|test)/',
      pathNot: [
        `^libs/${one([library, ...LAYERS.slice(0, level).flat()])}/`,
        // Nest containers and servers for specs live in test/support.
        ...(level > 0 ? ['^test/support/'] : []),
      ],
    },
  })),
);

const homeRules = HOMES.map(({ rule, packages, home, testsToo }) => ({
  name: rule,
  comment: `${packages.join(', ')}: imported only below ${home.replaceAll('^', '')}`,
  from: { path: '^(?:apps|libs)/', pathNot: testsToo ? [home, TESTS] : [home] },
  to: { path: inPackages(packages) },
}));

const libraryRules = [
  {
    name: 'contracts-imports-nothing',
    comment: 'The contracts are pure types: no package, no node builtin, no other library.',
    from: { path: '^libs/contracts/' },
    to: { pathNot: '^libs/' },
  },
  {
    name: 'front-door-only',
    comment: 'Another library is imported by its front door, @app/<lib>; never by a deep path.',
    from: { path: '^(apps|libs/[^/]+)/', pathNot: TESTS },
    to: { path: '^libs/', pathNot: [DOORS, '^$1/'] },
  },
  {
    name: 'front-door-or-testing',
    comment: 'A test may also use the testing/ folder of another library, but nothing else behind its front door.',
    from: { path: ['^(apps)/.*(?:\\.spec\\.ts$|/testing/)', '^(libs/[^/]+)/.*(?:\\.spec\\.ts$|/testing/)'] },
    to: { path: '^libs/', pathNot: [DOORS, '^libs/[^/]+/src/testing/', '^$1/'] },
  },
  {
    name: 'front-door-by-alias',
    comment:
      'The front door is called @app/<lib>; a relative path into another library hides that a border is crossed.',
    from: { path: '^(apps|libs/[^/]+)/' },
    to: { path: DOORS, pathNot: '^$1/', dependencyTypesNot: ['aliased'] },
  },
  {
    name: 'not-own-front-door',
    comment: 'Inside a library imports are relative, to the file itself; importing the own front door breeds cycles.',
    from: { path: '^libs/([^/]+)/' },
    to: { path: '^libs/$1/src/index\\.ts$' },
  },
  {
    name: 'testing-stays-in-tests',
    comment: 'What ships never imports a testing/ folder, a spec or test/.',
    from: { path: '^(?:apps|libs)/', pathNot: TESTS },
    to: { path: TESTS },
  },
  {
    name: 'apps-are-strangers',
    comment: 'Apps share libraries, never each other.',
    from: { path: '^apps/([^/]+)/' },
    to: { path: '^apps/', pathNot: '^apps/$1/' },
  },
];

const providerRules = [
  {
    name: 'adapters-are-strangers',
    comment: 'An adapter never imports another one: what two share belongs to a dialect or to the spi.',
    from: { path: `${ADAPTERS}([^/]+)/` },
    to: { path: ADAPTERS, pathNot: `${ADAPTERS}$1/` },
  },
  {
    name: 'adapters-are-private',
    comment: 'Nobody looks into an adapter, specs included: a provider has to go by deleting its folder and its line.',
    from: { path: '^(?:apps|libs)/', pathNot: ADAPTERS },
    to: { path: `${ADAPTERS}[^/]+/` },
  },
  {
    name: 'providers-listed-once',
    comment:
      'Only the list in adapters/index.ts imports a provider; everybody else asks for PROVIDERS or a capability.',
    from: { path: '^(?:apps|libs)/', pathNot: `${ADAPTERS}index\\.ts$` },
    to: { path: `${ADAPTERS}.+\\.provider\\.ts$` },
  },
  {
    name: 'dialects-are-pure',
    comment: 'A dialect is pure functions over the spi: no sockets, no registry, no vendor.',
    from: { path: '^libs/providers/src/dialects/', pathNot: TESTS },
    to: { path: '^libs/providers/src/(?:transport|resilience|registry|adapters)/' },
  },
];

const graphRules = [
  {
    name: 'no-cycles',
    comment: 'A cycle means that a boundary is wrong: move the shared thing down or declare a port.',
    from: {},
    to: { circular: true },
  },
  {
    name: 'no-dead-files',
    comment: 'What no app reaches is dead, or a test tool that belongs into a testing/ folder.',
    from: { path: ENTRIES },
    to: { path: '^(?:apps|libs)/.*\\.ts$', pathNot: [...ENTRIES, TESTS, '\\.d\\.ts$'], reachable: false },
  },
  {
    name: 'resolvable',
    comment: 'Every import leads to a file or an installed package.',
    from: {},
    to: { couldNotResolve: true },
  },
  {
    name: 'no-dev-packages-shipped',
    comment: 'What ships imports only `dependencies`; the types of a development package are no code.',
    from: { path: '^(?:apps/(?:gateway|cli)|libs)/', pathNot: TESTS },
    to: { dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'], dependencyTypesNot: ['type-only'] },
  },
];

const forbidden = [...layerRules, ...homeRules, ...libraryRules, ...providerRules, ...graphRules];

module.exports = {
  forbidden: forbidden.map((rule) => ({ severity: 'error', ...rule })),
  options: {
    // Type-only imports are imports too: a layer that knows another's types knows the other.
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    // Not `exclude: 'dist'`: packages keep their code in folders of that name, and rules about them would never fire.
    doNotFollow: { path: 'node_modules' },
    enhancedResolveOptions: {
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      exportsFields: ['exports'],
    },
  },
};
