const project = (displayName, testMatch, extra = {}) => ({
  displayName,
  testMatch,
  testEnvironment: 'node',
  modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/test/architecture/planted/'],
  moduleNameMapper: {
    '^@app/contracts/admin$': '<rootDir>/libs/contracts/src/admin',
    '^@app/([^/]+)$': '<rootDir>/libs/$1/src',
  },
  transform: { '^.+\\.ts$': ['ts-jest', { tsconfig: '<rootDir>/tsconfig.json', diagnostics: false }] },
  ...extra,
});

/** As its own, but in modules that Jest runs. */
const DASHBOARD_TYPES = {
  jsx: 'react-jsx',
  module: 'commonjs',
  moduleResolution: 'node10',
  target: 'ES2022',
  esModuleInterop: true,
  isolatedModules: true,
};

/** Types are checked by tsc (npm run check:types); ts-jest only transpiles. */
module.exports = {
  projects: [
    {
      ...project('dashboard', ['<rootDir>/dashboard/src/**/*.test.{ts,tsx}']),
      testEnvironment: 'jsdom',
      setupFiles: ['<rootDir>/dashboard/src/testing/browser.ts'],
      moduleNameMapper: {
        '^@app/contracts/admin$': '<rootDir>/libs/contracts/src/admin',
        '^@app/contracts$': '<rootDir>/libs/contracts/src',
        '\\.css$': 'identity-obj-proxy',
      },
      transform: { '^.+\\.tsx?$': ['ts-jest', { tsconfig: DASHBOARD_TYPES, diagnostics: false }] },
    },
    project('unit', ['<rootDir>/{apps,libs,scripts,test}/**/*.spec.ts']),
    project('architecture', ['<rootDir>/test/architecture/**/*.arch-spec.ts']),
    project('integration', ['<rootDir>/test/integration/**/*.int-spec.ts']),
    project('e2e', ['<rootDir>/test/e2e/**/*.e2e-spec.ts']),
  ],
  testTimeout: 60_000,
  // The default leaves one core out, which is half of a small machine.
  maxWorkers: '100%',
};
