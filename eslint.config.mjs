import tseslint from 'typescript-eslint';
import reactHooks from 'eslint-plugin-react-hooks';
const sizes = (max, fn) => ({
  'max-lines': ['error', { max, skipBlankLines: true, skipComments: true }],
  'max-lines-per-function': ['error', { max: fn, skipBlankLines: true, skipComments: true }],
});
export default tseslint.config(
  {
    ignores: [
      '**/*.gen.ts',
      '**/dist/**',
      '**/.next/**',
      '**/.stoa/**',
      'coverage/**',
      '**/*.cjs',
      '**/*.mjs',
      'web/next-env.d.ts',
    ],
  },
  ...tseslint.configs.recommendedTypeChecked,
  {
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      ...sizes(300, 60),
      complexity: ['error', 10],
      'max-depth': ['error', 3],
      'max-params': ['error', 3],
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
    },
  },
  { files: ['domain/**/*.ts', 'workflows/*.ts'], rules: sizes(250, 60) },
  {
    files: ['domain/**/*.ts'],
    ignores: ['**/*.test.ts'],
    rules: {
      'no-restricted-syntax': [
        'error',
        { selector: "MemberExpression[object.name='Date'][property.name='now']", message: 'Time is an argument.' },
        { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: 'Time is an argument.' },
        { selector: "MemberExpression[object.name='Math'][property.name='random']", message: 'Chance is an argument.' },
        { selector: "MemberExpression[property.name='Now']", message: 'Temporal.Now is a clock.' },
      ],
    },
  },
  { files: ['**/*.test.ts', '**/*.test.tsx'], rules: sizes(500, 200) },
  { files: ['**/*.tsx'], ...reactHooks.configs.flat.recommended },
);
