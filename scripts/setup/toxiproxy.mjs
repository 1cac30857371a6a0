/** For tests: a proxy between our processes and all they talk to, which can slow, cut and reset those connections. */
import { freePortList } from './ports.mjs';
import { goBuild } from './gotools.mjs';
import { Refusal, step } from './progress.mjs';

const PACKAGE = 'github.com/Shopify/toxiproxy/v2/cmd/server';
/** Proxy name → the variable whose address goes through it. */
const THROUGH = {
  postgres: 'DATABASE_URL',
  redis: 'REDIS_URL',
  temporal: 'TEMPORAL_ADDRESS',
  stripe: 'STRIPE_API_BASE',
};

/** @returns { file, about } of the program */
export async function findToxiproxy({ log }, note) {
  const file = await goBuild({ tool: 'toxiproxy', pkg: PACKAGE, name: 'toxiproxy', log }, note);
  if (!file) throw new Refusal('toxiproxy is built with Go 1.26 or later: install it (https://go.dev/dl).');
  return { file, about: 'built from tools' };
}

/**
 * Starts the proxy and leads our processes through it.
 * @param town { supervisor }
 * @param variables of the town
 * @returns { url, variables }: where it is told what to do, and the variables that lead through it
 */
export async function openToxiproxy({ supervisor, record }, variables) {
  const [control, ...listen] = await freePortList(1 + Object.keys(THROUGH).length);
  const url = `http://127.0.0.1:${control}`;
  await step('toxiproxy', async (note) => {
    const { file, about } = await findToxiproxy({ log: supervisor.logFile('build-toxiproxy') }, note);
    await supervisor.start({
      name: 'toxiproxy',
      command: file,
      args: ['-host', '127.0.0.1', '-port', String(control)],
      env: { PATH: process.env.PATH, LOG_LEVEL: 'warn' },
      ready: async () => (await fetch(`${url}/version`)).ok,
    });
    return about;
  });
  const through = { ...variables };
  for (const [index, [name, variable]] of Object.entries(THROUGH).entries()) {
    const { upstream, address } = redirect(variables[variable], listen[index]);
    const proxy = { name, listen: `127.0.0.1:${listen[index]}`, upstream, enabled: true };
    const answer = await fetch(`${url}/proxies`, { method: 'POST', body: JSON.stringify(proxy) });
    if (!answer.ok) throw new Error(`toxiproxy refused ${name}: ${await answer.text()}`);
    through[variable] = address;
  }
  record.write({ toxiproxyUrl: url });
  return { url, variables: through };
}

/** The same address with another port, and what it led to. */
function redirect(value, port) {
  if (!value.includes('://')) return { upstream: value, address: `127.0.0.1:${port}` };
  const url = new URL(value);
  const upstream = url.host;
  url.host = `127.0.0.1:${port}`;
  return { upstream, address: url.href.replace(/\/$/, value.endsWith('/') ? '/' : '') };
}
