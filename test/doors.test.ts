/**
 * Protects: a door rule that no longer fires is a rule nobody has. Each one is broken once, all in one copy of an
 * empty house, and each must be what turns its own file red.
 */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const ROOT = path.resolve(__dirname, '..');

/** Rule → the file that breaks it and the line with which it does. */
const BROKEN: Record<string, readonly [file: string, line: string]> = {
  'no-circular': ['domain/circleA.ts', "import './circleB';"],
  resolvable: ['domain/lost.ts', "import './nowhere';"],
  'domain-is-alone': ['domain/reachesOut.ts', "import '../db/postgres';"],
  'domain-packages': ['domain/drives.ts', "import 'zod';"],
  'domain-no-node': ['domain/reads.ts', "import 'node:fs';"],
  'domain-local-time-corner': ['domain/zones.ts', "import 'temporal-polyfill';"],
  'http-contracts': ['contracts/http/knowsTemporal.ts', "import '../temporal/booking';"],
  'http-contracts-packages': ['contracts/http/heavy.ts', "import 'pino';"],
  'fetch-client-is-generated': ['contracts/http/sends.ts', "import 'openapi-fetch';"],
  'contracts-no-node': ['contracts/realtime/node.ts', "import 'node:crypto';"],
  'temporal-contracts': ['contracts/temporal/knowsHttp.ts', "import '../http/booking';"],
  'temporal-contracts-packages': ['contracts/temporal/validates.ts', "import 'zod';"],
  'design-alone': ['contracts/design/words.ts', "import '../http/booking';"],
  'words-alone': ['contracts/words/http.ts', "import '../http/booking';"],
  'words-and-design-packages': ['contracts/words/heavy.ts', "import 'zod';"],
  'workflows-see': ['workflows/reads.ts', "import '../db/postgres';"],
  'workflows-activity-types-only': ['workflows/acts.ts', "import '../activities/bookings';"],
  'workflows-handle-instants': ['workflows/zones.ts', "import '@stoa/domain/localTime';"],
  'workflows-packages': ['workflows/validates.ts', "import 'zod';"],
  'workflows-no-node': ['workflows/node.ts', "import 'node:crypto';"],
  'platform-sees': ['platform/stores.ts', "import '../db/postgres';"],
  'activities-see': ['activities/answers.ts', "import '@stoa/contracts/http/booking';"],
  'providers-see': ['providers/payments/stores.ts', "import '../../db/postgres';"],
  'providers-strangers': ['providers/payments/mails.ts', "import '../mail/port';"],
  'stripe-one-door': ['activities/charges.ts', "import 'stripe';"],
  'storage-one-door': ['activities/buckets.ts', "import '@aws-sdk/client-s3';"],
  'mail-one-door': ['activities/mails.ts', "import 'nodemailer';"],
  'db-sees': ['db/calls.ts', "import '../api/app';"],
  'db-packages': ['db/serves.ts', "import 'koa';"],
  'migrations-see': ['migrations/today.ts', "import '@stoa/domain/booking';"],
  'api-sees': ['api/acts.ts', "import '../activities/bookings';"],
  'api-workflow-types-only': ['api/runs.ts', "import '../workflows/booking';"],
  'api-provider-webhooks-only': ['api/charges.ts', "import '../providers/payments/port';"],
  'temporal-client-doors': ['activities/starts.ts', "import '@temporalio/client';"],
  'web-sees': ['web/src/stores.ts', "import '../../db/postgres';"],
  'admin-sees': ['admin/src/starts.ts', "import '../../contracts/temporal/booking';"],
  'console-no-node': ['admin/src/node.ts', "import 'node:fs';"],
  'console-is-not-its-server': ['admin/src/serves.ts', "import '../server';"],
  'proxy-one-door': ['api/proxies.ts', "import 'http-proxy-middleware';"],
  'sandbox-sees': ['sandbox/stores.ts', "import '../db/postgres';"],
  'sandbox-is-outside': ['platform/pretends.ts', "import '../sandbox/app';"],
  'config-at-the-roots': ['activities/configures.ts', "import '../config';"],
};

/** Doors that stand open: what the rules must not take for a violation. */
const ALLOWED: readonly (readonly [file: string, line: string])[] = [
  ['domain/circleB.ts', "import './circleA';"],
  ['domain/booking.ts', 'export const booking = 1;'],
  ['domain/localTime.ts', "import 'temporal-polyfill';"],
  ['contracts/http/booking.ts', "import '@stoa/domain/booking'; import 'zod';"],
  ['contracts/temporal/booking.ts', "import '@temporalio/common';"],
  ['workflows/booking.ts', "import type { acts } from '../activities/bookings'; export type Acts = typeof acts;"],
  ['activities/outbox.ts', "import type { Client } from '@temporalio/client'; export type Sends = Client;"],
  ['activities/bookings.ts', "import '../db/postgres'; import '../platform/temporal'; export const acts = 1;"],
  ['platform/temporal.ts', "import '@temporalio/client';"],
  ['db/postgres.ts', "import 'knex';"],
  ['providers/mail/port.ts', 'export {};'],
  ['providers/payments/port.ts', 'export {};'],
  ['providers/payments/stripe.ts', "import 'stripe';"],
  ['api/app.ts', "import type { } from '../workflows/booking';"],
  ['api/webhooks/stripe.ts', "import '../../providers/payments/stripe';"],
  ['api/server.ts', "import '../config'; import '../providers/payments/stripe';"],
  ['sandbox/app.ts', "import '../providers/payments/port'; import '../platform/temporal';"],
  ['admin/server.ts', "import '../config'; import 'http-proxy-middleware'; import 'node:http';"],
  ['api/app.test.ts', "import '../sandbox/app'; import 'stripe'; import '@temporalio/client';"],
  ['config.ts', "import 'zod';"],
];

interface Summary {
  readonly violations: readonly { readonly rule: { readonly name: string }; readonly from: string }[];
  readonly totalCruised: number;
}

/** Runs the check in a folder, as `npm run check` does in ours. */
function check(folder: string): { status: number | null; summary: Summary } {
  const script = path.join(ROOT, 'scripts/check/doors.mjs');
  const { status, stdout, stderr } = spawnSync(process.execPath, [script, folder, '--json'], { encoding: 'utf8' });
  if (!stdout) throw new Error(stderr);
  return { status, summary: JSON.parse(stdout) as Summary };
}

/** Our packages lead into the copy, all others into ours. */
function linkPackages(folder: string): void {
  const modules = path.join(folder, 'node_modules');
  mkdirSync(path.join(modules, '@stoa'), { recursive: true });
  for (const name of ['domain', 'contracts']) {
    symlinkSync(path.join(folder, name), path.join(modules, '@stoa', name));
    cpSync(path.join(ROOT, name, 'package.json'), path.join(folder, name, 'package.json'));
  }
  for (const name of readdirSync(path.join(ROOT, 'node_modules'))) {
    if (!name.startsWith('.') && name !== '@stoa') {
      symlinkSync(path.join(ROOT, 'node_modules', name), path.join(modules, name));
    }
  }
}

function buildHouse(files: readonly (readonly [file: string, line: string])[]): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'stoa-doors-'));
  for (const name of ['.dependency-cruiser.cjs', 'tsconfig.json', 'tsconfig.base.json']) {
    cpSync(path.join(ROOT, name), path.join(folder, name));
  }
  for (const [file, line] of files) {
    mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
    writeFileSync(path.join(folder, file), `${line}\n`);
  }
  linkPackages(folder);
  return folder;
}

describe('the doors of the house', () => {
  let folder: string;
  let judged: ReturnType<typeof check>;
  beforeAll(() => {
    folder = buildHouse([...ALLOWED, ...Object.values(BROKEN)]);
    judged = check(folder);
  }, 60_000);
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('turn red when one is broken', () => {
    expect(judged.status).toBe(1);
  });

  it.each(Object.entries(BROKEN))('%s catches its violation', (rule, [file]) => {
    const caught = judged.summary.violations.filter(({ from }) => from === file).map(({ rule: { name } }) => name);
    expect(caught).toContain(rule);
  });

  it('leave open what the architecture leaves open', () => {
    const closed = new Set(ALLOWED.map(([file]) => file).filter((file) => file !== 'domain/circleB.ts'));
    expect(judged.summary.violations.filter(({ from }) => closed.has(from))).toEqual([]);
  });

  it('have a violation planted for every rule', () => {
    // eslint-disable-next-line @typescript-eslint/no-require-imports -- the rules are CommonJS for dependency-cruiser
    const { forbidden } = require('../.dependency-cruiser.cjs') as { forbidden: { name: string; comment: string }[] };
    expect(forbidden.map(({ name }) => name).sort()).toEqual(Object.keys(BROKEN).sort());
    expect(forbidden.filter(({ comment }) => comment.length < 15)).toEqual([]);
  });

  it('are red in an empty house, where nothing is judged', () => {
    const empty = buildHouse([['domain/README.md', 'no code']]);
    const { status, summary } = check(empty);
    rmSync(empty, { recursive: true, force: true });
    expect(summary.totalCruised).toBe(0);
    expect(status).toBe(1);
  });
});
