const esm = ['jose', 'uuid', 'openid-client', 'oauth4webapi', 'temporal-polyfill', 'temporal-utils'];
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
  modulePathIgnorePatterns: ['/dist/', '/\\.next/', '/\\.stoa/'],
  moduleNameMapper: { '\\.css$': '<rootDir>/test/style.cjs' },
};
module.exports = {
  coverageProvider: 'babel',
  collectCoverageFrom: ['{domain,contracts,platform,workflows,activities,providers,db,api}/**/*.ts', '!**/*.test.ts'],
  coverageThreshold: { './domain/': { statements: 95, branches: 95 }, './api/': { statements: 85 } },
  projects: [
    {
      ...shared,
      displayName: 'server',
      globalSetup: '<rootDir>/test/globalSetup.ts',
      testEnvironment: 'node',
      testMatch: [
        '<rootDir>/{domain,contracts,platform,workflows,activities,providers,db,migrations,api,sandbox,test,scripts}/**/*.test.ts',
      ],
    },
    {
      ...shared,
      displayName: 'faces',
      testEnvironment: 'jsdom',
      setupFiles: ['<rootDir>/test/jsdom.cjs'],
      testMatch: ['<rootDir>/{web,admin}/**/*.test.ts?(x)'],
    },
  ],
};
