import tseslint from 'typescript-eslint';
import reactHooks from 'eslint-plugin-react-hooks';

/** Hard stops in lines; an exception is a dated line and may only shrink. */
const sizes = (max, fn) => ({
  'max-lines': ['error', { max, skipBlankLines: true, skipComments: true }],
  'max-lines-per-function': ['error', { max: fn, skipBlankLines: true, skipComments: true }],
});
const shape = { complexity: ['error', 10], 'max-depth': ['error', 3], 'max-params': ['error', 3] };
const banned = (...pairs) => ['error', ...pairs.map(([selector, message]) => ({ selector, message }))];
/** A test that is switched off, or alone, says nothing about the others. */
const TESTS = ['**/*.test.ts', '**/*.test.tsx'];

const NODE = [
  'process',
  'console',
  'fetch',
  'performance',
  'URL',
  'URLSearchParams',
  'Buffer',
  'AbortController',
  'AbortSignal',
  'setTimeout',
  'clearTimeout',
  'setInterval',
  'clearInterval',
];

export default tseslint.config(
  {
    ignores: [
      '**/*.gen.ts',
      '**/dist/**',
      '**/.next/**',
      '**/.stoa*/**',
      'coverage/**',
      '**/*.cjs',
      'web/postcss.config.*',
      'web/next-env.d.ts',
    ],
  },
  ...tseslint.configs.recommendedTypeChecked,
  {
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      ...sizes(300, 60),
      ...shape,
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      // `{ secret, ...rest }` is how a field is left out
      '@typescript-eslint/no-unused-vars': ['error', { ignoreRestSiblings: true }],
    },
  },
  { files: ['domain/**/*.ts', 'workflows/*.ts'], rules: sizes(250, 60) },
  {
    files: ['db/models/**/*.ts', 'api/presenters/**/*.ts', 'contracts/{http,temporal,realtime}/**/*.ts'],
    rules: sizes(150, 60),
  },
  { files: ['**/*.tsx'], rules: sizes(200, 60) },
  {
    files: ['domain/**/*.ts'],
    ignores: TESTS,
    rules: {
      'no-restricted-syntax': banned(
        ["MemberExpression[object.name='Date'][property.name='now']", 'Time is an argument.'],
        ["NewExpression[callee.name='Date'][arguments.length=0]", 'Time is an argument.'],
        ["MemberExpression[object.name='Math'][property.name='random']", 'Chance is an argument.'],
        ["MemberExpression[property.name='Now']", 'Temporal.Now is a clock.'],
      ),
    },
  },
  {
    files: ['workflows/**/*.ts'],
    ignores: TESTS,
    rules: {
      'no-restricted-syntax': banned(
        [
          "ThrowStatement > NewExpression[callee.name='Error']",
          'A plain Error retries the task for ever: throw a coded ApplicationFailure.',
        ],
        ["MemberExpression[property.name='startTime']", "The start is real time: ask workflows/shared/clock's now()."],
      ),
    },
  },
  { files: TESTS, rules: { ...sizes(500, 60), 'max-lines-per-function': 'off' } },
  {
    files: TESTS,
    rules: {
      'no-restricted-syntax': banned(
        [
          'CallExpression > MemberExpression[property.name=/^(only|skip|todo|failing)$/][object.name=/^(it|test|describe)$/]',
          'A test that is switched off protects nothing.',
        ],
        [
          'CallExpression[callee.name=/^(xit|fit|xdescribe|fdescribe|xtest)$/]',
          'A test that is switched off protects nothing.',
        ],
      ),
    },
  },
  { files: ['**/*.tsx'], ...reactHooks.configs.flat.recommended },
  { files: ['**/*.mjs'], ...tseslint.configs.disableTypeChecked },
  // Set-up is plain Node: it runs before there are packages, types included. No compiler looks for unknown names there.
  {
    files: ['**/*.mjs'],
    languageOptions: { parserOptions: { projectService: false, project: null } },
    rules: { '@typescript-eslint/switch-exhaustiveness-check': 'off' },
  },
  {
    files: ['scripts/**/*.mjs'],
    languageOptions: {
      globals: Object.fromEntries(NODE.map((name) => [name, 'readonly'])),
    },
    rules: { 'no-undef': 'error' },
  },
);
