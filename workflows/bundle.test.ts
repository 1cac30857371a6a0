import { readFileSync } from 'node:fs';

import { workflowBundle } from '../test/harness/temporal';

const ALLOWED = /^(@temporalio\/|nexus-rpc$|long$|ms$)/;

/** Every running booking evaluates the whole bundle: a library in it is paid for a thousand times. */
describe('the bundle of all workflows', () => {
  const { codePath } = workflowBundle();
  const [code = ''] = readFileSync(codePath, 'utf8').split('//# sourceMappingURL=');
  const packages = new Set([...code.matchAll(/node_modules\/((?:@[\w.-]+\/)?[\w.-]+)/g)].map(([, name = '']) => name));

  it('holds no package but Temporal’s own and what that needs', () => {
    expect([...packages].filter((name) => !ALLOWED.test(name.includes('/') ? `${name}/` : name))).toEqual([]);
    expect(packages.has('@temporalio/workflow')).toBe(true);
  });

  it('holds nothing of the server: no driver, no SDK of a company, no zone data', () => {
    for (const room of [
      './activities/',
      './db/',
      './providers/',
      './api/',
      './domain/localTime',
      './domain/availability.ts',
      './domain/weeklyHours',
      './domain/slotExplanation',
    ])
      expect(code).not.toContain(`"${room}`);
  });

  // With coverage every line carries a counter.
  (codePath.endsWith('-counted.js') ? it.skip : it)('stays under 0.7 MB without its map', () => {
    expect(code.length).toBeLessThan(700_000);
  });
});
