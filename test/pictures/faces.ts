/** Both front ends as built for production, each with an API that answers, one that never does, and one that is away. */
import { spawn, type ChildProcess } from 'node:child_process';
import path from 'node:path';
import { freePort } from '../harness/port';
import { until } from '../harness/wait';
import { startFrozenApi } from './frozenApi';
import { startFrozenSandbox } from './frozenSandbox';
import type { Screen } from './screen';

type Mood = 'well' | 'silent' | 'down';

export interface Faces {
  addressOf(screen: Screen): string;
  close(): void;
}

interface Front {
  readonly root: string;
  readonly face: 'web' | 'console';
  readonly apiUrl: string;
}

async function startFront({ root, face, apiUrl }: Front): Promise<{ address: string; child: ChildProcess }> {
  const port = await freePort();
  const own =
    face === 'web'
      ? { PORT: String(port), HOSTNAME: '127.0.0.1' }
      : { ADMIN_PORT: String(port), ADMIN_STATIC: path.join(root, 'admin/dist') };
  const entry = face === 'web' ? 'web/.next/standalone/web/server.js' : 'dist/admin.js';
  const child = spawn(process.execPath, [entry], {
    cwd: root,
    env: {
      PATH: process.env['PATH'],
      HOME: process.env['HOME'],
      ...own,
      API_URL: apiUrl,
      NODE_ENV: 'production',
      NEXT_TELEMETRY_DISABLED: '1',
    },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const address = `http://127.0.0.1:${port}`;
  const path_ = face === 'web' ? '/offline' : '/health/live';
  await until(`${face} against ${apiUrl}`, async () => (await fetch(address + path_)).ok, 30_000);
  return { address, child };
}

/** Starts all of them and resolves when each answers. */
export async function startFaces(root: string): Promise<Faces> {
  const [api, silent, sandbox] = [
    await startFrozenApi(),
    await startFrozenApi({ silent: true }),
    await startFrozenSandbox(),
  ];
  const apis: Record<Mood, string> = {
    well: api.address,
    silent: silent.address,
    down: `http://127.0.0.1:${await freePort()}`,
  };
  const fronts = new Map<string, { address: string; child: ChildProcess }>();
  for (const face of ['web', 'console'] as const)
    for (const mood of ['well', 'silent', 'down'] as const)
      fronts.set(`${face} ${mood}`, await startFront({ root, face, apiUrl: apis[mood] }));
  return {
    addressOf: ({ face, api: mood = 'well' }) =>
      face === 'sandbox' ? sandbox.address : (fronts.get(`${face} ${mood}`)?.address ?? ''),
    close: () => {
      for (const { child } of fronts.values()) child.kill();
      silent.close();
      api.close();
      sandbox.close();
    },
  };
}
