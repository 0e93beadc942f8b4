import js from '@eslint/js';
import { defineConfig } from 'eslint/config';
import reactHooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';

const SPECS = [
  '**/*.spec.ts',
  '**/*.test.{ts,tsx}',
  '**/*.{int,e2e,arch}-spec.ts',
  '**/testing/**/*.ts',
  'test/**/*.ts',
];
/** Programs that start other programs, and therefore hand them an environment. */
const LAUNCHERS = ['apps/simulator/src/demo/**/*.ts', 'test/**/*.ts', 'scripts/**/*.spec.ts'];
const NODE_GLOBALS = ['require', 'module', 'process', 'console', '__dirname', '__filename'];

const noEnvironment = { object: 'process', property: 'env', message: 'Only libs/config reads the environment.' };
const noEnvironmentImport = { importNames: ['env'], message: noEnvironment.message };
const noChildProcess = { message: 'Only the demo, tests and scripts start processes.' };
/** STYLE: on the request path Observables are cold and have one subscriber. */
const noHotObservables = {
  name: 'rxjs',
  importNames: ['Subject', 'BehaviorSubject', 'ReplaySubject', 'AsyncSubject', 'share', 'shareReplay', 'publish'],
  message: 'Observables on the request path are cold, with one subscriber; only the live feed has a Subject.',
};
const restrictedImports = (...paths) => [
  'error',
  {
    paths: [
      { name: 'process', ...noEnvironmentImport },
      { name: 'node:process', ...noEnvironmentImport },
      { name: 'child_process', ...noChildProcess },
      { name: 'node:child_process', ...noChildProcess },
      ...paths,
    ],
  },
];

const restrictedSyntax = [
  { selector: 'ExportAllDeclaration', message: 'A front door names what it exports.' },
  { selector: 'TSEnumDeclaration', message: 'Use a union of literals.' },
  {
    selector: "CallExpression[callee.name='forwardRef']",
    message: 'A cycle means that the boundary is wrong: move the shared thing down or declare a port.',
  },
  {
    selector: 'TSAsExpression > TSAsExpression > TSUnknownKeyword',
    message: 'Narrow the value with a function that looks at it.',
  },
];
const noDynamicRegExp = {
  selector: ":matches(NewExpression, CallExpression)[callee.name='RegExp']:not([arguments.0.type='Literal'])",
  message: 'A pattern made at run time may be slow or hostile; write a literal or compare strings.',
};

export default defineConfig(
  { ignores: ['dist/', 'data/', 'coverage/', 'test/architecture/planted/', 'dashboard/dist/'] },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  js.configs.recommended,
  {
    rules: {
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'no-eval': 'error',
      'no-new-func': 'error',
      'max-lines': ['error', 400],
    },
  },

  {
    files: ['**/*.{ts,mts,tsx}'],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      // Knows of emitDecoratorMetadata: in files with decorators, what Nest injects stays a value import.
      '@typescript-eslint/consistent-type-imports': ['error', { disallowTypeAnnotations: false }],
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      'max-lines-per-function': ['error', { max: 80, skipBlankLines: true, skipComments: true }],
      'no-restricted-properties': ['error', noEnvironment],
      'no-restricted-imports': restrictedImports(noHotObservables),
      'no-restricted-syntax': ['error', ...restrictedSyntax, noDynamicRegExp],

      // It proposes `!`, which `no-non-null-assertion` forbids.
      '@typescript-eslint/non-nullable-type-assertion-style': 'off',
      // Numbers print themselves.
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      // `() => subscriber.complete()` and `return refuse(…)` read better than their longer forms.
      '@typescript-eslint/no-confusing-void-expression': [
        'error',
        { ignoreArrowShorthand: true, ignoreVoidReturningFunctions: true },
      ],
      // Brackets mark a field that no type declares, e.g. a vendor's own.
      '@typescript-eslint/dot-notation': ['error', { allowIndexSignaturePropertyAccess: true }],
      // Nest modules are classes of decorators.
      '@typescript-eslint/no-extraneous-class': ['error', { allowWithDecorator: true }],
      // `async` also promises that a failure is a rejection, never a throw.
      '@typescript-eslint/require-await': 'off',
      // Options of Nest and entities are plain data that carries a class name; literals are how they are made.
      '@typescript-eslint/no-unsafe-class-instance-assignment': 'off',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      // A readonly parameter property without its type would be a literal.
      '@typescript-eslint/no-inferrable-types': ['error', { ignoreParameters: true }],
      // What was caught is handed on as it came.
      '@typescript-eslint/only-throw-error': ['error', { allowThrowingUnknown: true }],
      '@typescript-eslint/prefer-promise-reject-errors': 'off',
      // The compiler does not see that a callback, or another turn of the event loop, has changed a flag.
      '@typescript-eslint/no-unnecessary-condition': 'off',
      // `checkedBody<ChatCompletionRequest>(…)`: the caller names what it gets.
      '@typescript-eslint/no-unnecessary-type-parameters': 'off',
    },
  },
  { files: ['libs/config/**/*.ts', ...LAUNCHERS], rules: { 'no-restricted-properties': 'off' } },
  // Entities are data: what leaves a repository is a copy of their fields.
  { files: ['libs/persistence/**/*.ts'], rules: { '@typescript-eslint/no-misused-spread': 'off' } },
  { files: ['libs/telemetry/src/live/**/*.ts'], rules: { 'no-restricted-imports': restrictedImports() } },
  {
    files: SPECS,
    rules: {
      'max-lines-per-function': 'off',
      'no-restricted-imports': restrictedImports(),
      'no-restricted-syntax': ['error', ...restrictedSyntax],
      // Jest's matchers are `any`, wherever they stand.
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
      // An empty class is a token to inject.
      '@typescript-eslint/no-extraneous-class': 'off',
    },
  },
  {
    // Runs in a browser, on its own hooks and types.
    files: ['dashboard/**/*.{ts,tsx}'],
    extends: [reactHooks.configs.flat.recommended],
    rules: {
      'max-lines-per-function': ['error', { max: 110, skipBlankLines: true, skipComments: true }],
      // It warns of what the React compiler leaves alone; we do not use the compiler.
      'react-hooks/incompatible-library': 'off',
    },
  },
  { files: LAUNCHERS, rules: { 'no-restricted-imports': 'off' } },
  // Specs of plain JavaScript have no types to check by.
  { files: ['scripts/**/*.ts'], extends: [tseslint.configs.disableTypeChecked] },
  {
    files: ['**/*.js', '**/*.cjs', 'gophergate'],
    languageOptions: {
      sourceType: 'commonjs',
      globals: Object.fromEntries(NODE_GLOBALS.map((name) => [name, 'readonly'])),
    },
  },
);
