/** The import law of the dashboard: app → features → shared, and of the server nothing but types. */
module.exports = {
  forbidden: [
    { name: 'no-cycles', from: {}, to: { circular: true } },
    { name: 'resolvable', from: {}, to: { couldNotResolve: true } },
    {
      name: 'features-are-strangers',
      comment: 'A page never imports another one: what two share belongs to shared/.',
      from: { path: '^dashboard/src/features/([^/]+)/' },
      to: { path: '^dashboard/src/features/', pathNot: '^dashboard/src/features/$1/' },
    },
    {
      name: 'shared-knows-no-page',
      from: { path: '^dashboard/src/shared/' },
      to: { path: '^dashboard/src/(?:features|app)/' },
    },
    {
      name: 'pages-know-no-app',
      from: { path: '^dashboard/src/features/', pathNot: '\\.test\\.tsx?$' },
      to: { path: '^dashboard/src/app/' },
    },
    {
      name: 'contracts-only',
      comment: 'The server gives types, and only those of its contracts.',
      from: { path: '^dashboard/src/' },
      to: { path: '^(?:apps|libs)/', pathNot: '^libs/contracts/' },
    },
    {
      name: 'testing-stays-in-tests',
      from: { path: '^dashboard/src/', pathNot: '\\.test\\.tsx?$|/testing/' },
      to: { path: '/testing/|\\.test\\.tsx?$' },
    },
  ].map((rule) => ({ severity: 'error', ...rule })),
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'dashboard/tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
    enhancedResolveOptions: {
      conditionNames: ['import', 'require', 'browser', 'default', 'types'],
      exportsFields: ['exports'],
    },
  },
};
