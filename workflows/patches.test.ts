import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

import { PATCHES } from './patches';

const files = readdirSync(__dirname, { recursive: true, encoding: 'utf8' }).filter(
  (file) => file.endsWith('.ts') && !file.endsWith('.test.ts') && file !== 'patches.ts',
);
const sources = files.map((file) => readFileSync(path.join(__dirname, file), 'utf8'));
const histories = readdirSync(path.join(__dirname, '../test/replay/histories'));
const registered: readonly string[] = Object.keys(PATCHES);

describe('the patches of workflows', () => {
  const used = sources.flatMap((source) => [...source.matchAll(/isPatched\('([^']+)'\)/g)].map(([, id = '']) => id));

  it('are all registered, and every registered one is in use', () => {
    expect([...new Set(used)].sort()).toEqual([...registered].sort());
  });

  it('are asked for through the registry alone', () => {
    expect(sources.filter((source) => /\b(patched|deprecatePatch)\(/.test(source))).toEqual([]);
  });

  it('each have a history from before them', () => {
    for (const id of registered) expect(histories).toContain(`before-${id}.json`);
  });
});
