/** The Temporal server: which one, and how it is run for one town. */
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { download } from './download.mjs';
import { goBuild, toolFolder } from './gotools.mjs';
import { onPath, toolCache } from './paths.mjs';
import { Refusal } from './progress.mjs';

const CLI = '1.9.1';
/** Per-workflow time skipping came with this one. */
const OLDEST_SERVER = [1, 32];

/**
 * Looks for a program that can run the server, in this order: PATH, cache, official download, build.
 * @returns { file, about }
 */
export async function findTemporal({ log }, note) {
  const own = onPath('temporal');
  const version = own && serverVersion(own);
  if (version && isEnough(version)) return { file: own, about: `${own} (server ${version})` };
  const reason = version ? `; the one on PATH is ${version}, too old` : '';
  const built = path.join(toolFolder('temporal'), 'temporal');
  if (fs.existsSync(built))
    return { file: built, about: `built here before (server ${serverVersion(built)})${reason}` };
  const fetched = path.join(toolCache(), `temporal-${CLI}-${process.platform}-${process.arch}`, 'temporal');
  if (fs.existsSync(fetched)) return { file: fetched, about: `downloaded before (CLI ${CLI})${reason}` };
  if (await download({ address: releaseAddress(), member: 'temporal', file: fetched, works: runs }, note)) {
    return { file: fetched, about: `official download (CLI ${CLI})${reason}` };
  }
  const fresh = await goBuild(
    { tool: 'temporal', pkg: 'github.com/temporalio/cli/cmd/temporal', name: 'temporal', log },
    note,
  );
  if (fresh) return { file: fresh, about: `built here from tools/temporal (server ${serverVersion(fresh)})${reason}` };
  throw new Refusal(
    `No Temporal server: none on PATH${reason}, the download did not answer, and there is no Go to build it.\n` +
      `Install Go 1.26 or later (https://go.dev/dl) or the Temporal CLI ${CLI} (https://docs.temporal.io/cli), ` +
      `or give the address of a server: TEMPORAL_ADDRESS=host:port npm start`,
  );
}

function releaseAddress() {
  const arch = { x64: 'amd64', arm64: 'arm64' }[process.arch];
  const name = `temporal_cli_${CLI}_${process.platform}_${arch}.tar.gz`;
  return `https://github.com/temporalio/cli/releases/download/v${CLI}/${name}`;
}

const runs = (file) => isEnough(serverVersion(file) ?? '');

/** @returns the server's version inside this CLI, for example 1.32.0, or null */
function serverVersion(file) {
  const asked = spawnSync(file, ['--version'], { encoding: 'utf8', timeout: 20_000 });
  return /Server (\d+\.\d+\.\d+)/.exec(asked.stdout ?? '')?.[1] ?? null;
}

function isEnough(version) {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return major > OLDEST_SERVER[0] || (major === OLDEST_SERVER[0] && minor >= OLDEST_SERVER[1]);
}

/** Each with what happens without it. */
const DYNAMIC = {
  // one shard takes 20 polls a second, so every workflow task would wait up to 50 ms
  'history.transferProcessorMaxPollRPS': 2000,
  'history.timerProcessorMaxPollRPS': 2000,
  'history.visibilityProcessorMaxPollRPS': 200,
  'matching.numTaskqueueReadPartitions': 1,
  'matching.numTaskqueueWritePartitions': 1,
  // each timer that a moved clock crosses would cost about a second
  'history.timerProcessorMaxTimeShift': '10ms',
  // the sandbox's clock could not move running workflows
  'frontend.WorkflowTimeSkippingEnabled': true,
  // the server would ask its maker for newer versions: Stoa calls nobody
  'frontend.enableServerVersionCheck': false,
};

/**
 * Arguments of the server.
 * @param options.dir folder of its database
 * @param options.codec address of the endpoint that decrypts payloads for the UI
 */
export function temporalArguments({ ports, dir, codec }) {
  fs.mkdirSync(dir, { recursive: true, mode: 0o700 });
  const at = {
    port: 'temporal',
    'http-port': 'temporalHttp',
    'metrics-port': 'temporalMetrics',
    'ui-port': 'temporalUi',
  };
  return [
    'server',
    'start-dev',
    '--ip=127.0.0.1',
    ...Object.entries(at).map(([flag, name]) => `--${flag}=${ports[name]}`),
    `--db-filename=${path.join(dir, 'temporal.db')}`,
    // without these two every write waits for the disk: update-with-start 63 ms instead of 18
    '--sqlite-pragma=journal_mode=wal',
    '--sqlite-pragma=synchronous=normal',
    ...(codec ? [`--ui-codec-endpoint=${codec}`] : []),
    '--log-level=warn',
    ...Object.entries(DYNAMIC).map(([key, value]) => `--dynamic-config-value=${key}=${JSON.stringify(value)}`),
  ];
}

/** The server is ready when it knows our namespace, which it makes a moment after its port opens. */
export async function temporalReady(ports) {
  const answer = await fetch(`http://127.0.0.1:${ports.temporalHttp}/api/v1/namespaces/default`, {
    signal: AbortSignal.timeout(2000),
  });
  return answer.ok;
}
