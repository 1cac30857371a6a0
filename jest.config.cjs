/** Packages that ship ES modules only, which Jest loads as CommonJS. */
const esm = [
  'jose',
  'uuid',
  'openid-client',
  'oauth4webapi',
  'oidc-provider',
  'temporal-polyfill',
  'temporal-utils',
  'next-intl',
  'use-intl',
  'intl-messageformat',
  '@formatjs',
  'icu-minify',
  'file-type',
  '@borewit',
  'strtok3',
  'token-types',
  '@tokenizer/inflate',
  'uint8array-extras',
];
const swc = [
  '@swc/jest',
  {
    jsc: {
      parser: { syntax: 'typescript', tsx: true },
      target: 'es2022',
      transform: { react: { runtime: 'automatic' } },
    },
    module: { type: 'commonjs' },
    sourceMaps: 'inline',
  },
];
const shared = {
  transform: { '^.+\\.(m?[jt]sx?)$': swc },
  transformIgnorePatterns: [`/node_modules/(?!(${esm.join('|')})/)`],
  modulePathIgnorePatterns: ['/dist/', '/\\.next/', '/\\.stoa'],
  moduleNameMapper: { '\\.css$': '<rootDir>/test/style.cjs' },
};
module.exports = {
  // Temporal runs workflow code in a bundle of its own, which only this provider can count.
  coverageProvider: 'babel',
  // What must be reached stands in scripts/test.mjs, which adds up the runs of all kinds.
  collectCoverageFrom: [
    '{domain,contracts,platform,workflows,activities,providers,db,api}/**/*.ts',
    '!**/*.test.ts',
    '!**/testing/**',
    '!**/*.gen.ts',
  ],
  maxWorkers: 2,
  // The machine may be busy: what is tested is what happens, not how fast.
  testTimeout: 30_000,
  projects: [
    {
      ...shared,
      displayName: 'server',
      globalSetup: '<rootDir>/test/globalSetup.ts',
      testEnvironment: 'node',
      testMatch: [
        '<rootDir>/{domain,contracts,platform,workflows,activities,providers,db,migrations,api,sandbox,test,scripts}/**/*.test.ts',
        '<rootDir>/*.test.ts',
      ],
    },
    {
      ...shared,
      displayName: 'faces',
      testEnvironment: '<rootDir>/test/browser.cjs',
      setupFiles: ['<rootDir>/test/jsdom.cjs'],
      testMatch: ['<rootDir>/{web,admin}/**/*.test.ts?(x)'],
    },
  ],
};
