/** Makes a fresh machine into a running town and keeps it running until Ctrl-C. */
import fs from 'node:fs';
import path from 'node:path';
import { installDependencies, refuseOldNode } from './dependencies.mjs';
import { isRoot, root, townDir } from './paths.mjs';
import { choosePorts } from './ports.mjs';
import { Supervisor } from './processes.mjs';
import { bold, dim, fail, Refusal, say, seconds, table } from './progress.mjs';
import { becomeStarter, leaveStarter, readTown, starterOf, stopLeftovers, TownRecord } from './record.mjs';
import { endRunning } from './run.mjs';
import { openToxiproxy } from './toxiproxy.mjs';
import { townSecrets } from './secrets.mjs';
import { portsElsewhere } from './servers.mjs';
import { watchWorkflows } from './watch.mjs';
import { addressesOf, loginsOf, openGround, openProcesses, writeEnvironment } from './town.mjs';

const began = Date.now();
const dir = townDir();
let supervisor = null;
let stopping = null;

async function start(mode) {
  refuseOldNode();
  // Postgres may run as another person: it must be able to pass through, not to read.
  fs.mkdirSync(dir, { recursive: true, mode: isRoot ? 0o711 : 0o700 });
  if (!becomeStarter(dir)) return refuseSecond();
  say(`${bold('Stoa')} ${dim(path.relative(root, dir) || dir)}`);
  await stopLeftovers(dir);
  await installDependencies();
  const env = process.env;
  const ports = await choosePorts({ env, skip: portsElsewhere(env) });
  const secrets = townSecrets(dir);
  const record = new TownRecord(dir);
  supervisor = new Supervisor({
    logs: path.join(dir, 'logs'),
    onChange: (running) => record.writeProcesses(running),
  });
  if (stopping) return;
  record.write({
    root,
    starter: process.pid,
    addresses: addressesOf(ports),
    ports,
    pids: {},
    logins: loginsOf(secrets),
  });
  const town = { dir, ports, secrets, env, supervisor, record, throwaway: false, mode };
  const { variables } = await openGround(town, mode === 'development' ? { targets: ['workflows'] } : {});
  writeEnvironment(town, variables);
  await openProcesses(town, env.STOA_TOXIPROXY ? (await openToxiproxy(town, variables)).variables : variables);
  if (mode === 'development') watchWorkflows(supervisor);
  record.write({ readyAt: new Date().toISOString() });
  showTown(readTown(dir));
}

function refuseSecond() {
  const town = readTown(dir);
  if (town?.addresses) showAddresses(town);
  throw new Refusal(`This town runs already (process ${starterOf(dir)}). Stop it there with Ctrl-C.`);
}

function showTown(town) {
  say();
  say(bold(`Ready after ${seconds(Date.now() - began)}.`));
  showAddresses(town);
  table(Object.entries(town.logins).map(([role, { email, password }]) => [role, email, password]));
  say();
  say(
    dim(
      `Logs: ${path.join(path.relative(process.cwd(), dir) || '.', 'logs')}   Stop: Ctrl-C   Start empty: npm run reset`,
    ),
  );
}

function showAddresses({ addresses }) {
  say();
  const about = {
    web: 'Web app',
    admin: 'Console',
    api: 'API',
    sandbox: 'Sandbox: clock, faults, mail',
    temporalUi: 'Temporal UI',
  };
  table(
    Object.entries(addresses).map(([name, address]) => [about[name], name === 'api' ? `${address}/api/v1` : address]),
  );
  say();
}

/** Once: stop in order. Twice: end everything now. */
function stop() {
  if (stopping) {
    say('\nEnding everything now.');
    supervisor?.kill();
    leaveStarter(dir);
    process.exit(130);
  }
  say('\nStopping; Ctrl-C again ends everything at once.');
  endRunning();
  stopping = Promise.resolve(supervisor?.stop((line) => say(`  ${line}`))).then(() => {
    leaveStarter(dir);
    process.exit(process.exitCode ?? 0);
  });
}

/** @param mode 'production' serves builds, 'development' watches sources */
export function startTown(mode) {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, stop);
  start(mode).catch((error) => {
    if (stopping) return;
    fail(error);
    if (supervisor) stop();
    else if (starterOf(dir) === process.pid) leaveStarter(dir);
  });
}
