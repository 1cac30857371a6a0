import type { Context } from 'koa';

/** One neighbour that the API cannot work without. Resolves when it answers. */
export type Probe = () => Promise<unknown>;
const DEADLINE_MS = 1_500;

async function answers(probe: Probe): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('no answer in time')), DEADLINE_MS);
  });
  try {
    await Promise.race([probe(), late]);
    return true;
  } catch {
    return false;
  } finally {
    clearTimeout(timer);
  }
}

/**
 * `/health/live`: this process runs its event loop. `/health/ready`: it and everything it needs would answer a request
 * now; it says which neighbour does not, and nothing else about it.
 */
export function createHealth(probes: Readonly<Record<string, Probe>>, isStopping: () => boolean) {
  return async (ctx: Context): Promise<boolean> => {
    if (ctx.path !== '/health/live' && ctx.path !== '/health/ready') return false;
    ctx.set('Cache-Control', 'no-store');
    if (ctx.path === '/health/live') {
      ctx.body = { status: 'live' };
      return true;
    }
    const results = await Promise.all(
      Object.entries(probes).map(async ([name, probe]) => [name, (await answers(probe)) ? 'ok' : 'down'] as const),
    );
    const ready = !isStopping() && results.every(([, state]) => state === 'ok');
    ctx.status = ready ? 200 : 503;
    ctx.body = { status: isStopping() ? 'stopping' : ready ? 'ready' : 'not ready', ...Object.fromEntries(results) };
    return true;
  };
}
