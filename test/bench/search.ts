/** What searching costs in a large marketplace, against a row by primary key through the same API in the same run. */
import { spawn, type ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { connectPostgres, rows, type Db } from '../../db/postgres';
import { seedLarge } from '../../scripts/seed/large';
import { freePort } from '../harness/port';
import type { Town } from '../harness/town';
import { until } from '../harness/wait';
import { cpuMsOf } from './cpu';
import { figureOf, ratioOf, tableOf, type Block, type Comparison } from './figures';
import { runBlock } from './load';

const BLOCK = 40;
const BLOCKS = 5;
const CLIENTS = 2;
const WARM = 100;
const DAY_MS = 86_400_000;

interface Large {
  readonly db: Db;
  readonly api: string;
  readonly pid: number;
  readonly close: () => Promise<void>;
}

/** An API of its own that serves the large database: no worker does. */
async function serve(town: Town, url: string): Promise<Large> {
  const variables = JSON.parse(readFileSync(path.join(town.dir, 'environment.json'), 'utf8')) as Record<string, string>;
  const served = new URL(variables['DATABASE_URL']!);
  served.pathname = new URL(url).pathname;
  const [port, metrics, codec] = [await freePort(), await freePort(), await freePort()];
  const env = { ...process.env, ...variables, DATABASE_URL: served.href, API_PORT: String(port) };
  const child: ChildProcess = spawn(process.execPath, ['dist/api.js'], {
    cwd: path.resolve(__dirname, '../..'),
    env: {
      ...env,
      API_METRICS_PORT: String(metrics),
      CODEC_PORT: String(codec),
      NODE_ENV: 'production',
      LOG_LEVEL: 'warn',
    },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const api = `http://127.0.0.1:${port}`;
  const db = connectPostgres({ url, poolMax: 1, name: 'bench', statementMs: 60_000 });
  const close = async (): Promise<void> => {
    await db.destroy();
    child.kill();
    await until('the API to end', () => Promise.resolve(child.exitCode !== null || child.signalCode !== null), 30_000);
  };
  await until('the API', async () => (await fetch(`${api}/health/ready`).catch(() => null))?.ok ?? false, 30_000);
  return { db, api, pid: child.pid!, close };
}

interface Answer {
  readonly items: readonly { readonly id: string }[];
  readonly nextCursor: string | null;
}
async function ask<T>(api: string, question: string): Promise<T> {
  const answer = await fetch(`${api}/api/v1${question}`, { headers: { 'x-stoa-app': 'web' } });
  if (answer.status !== 200) throw new Error(`${question}: ${answer.status} ${await answer.text()}`);
  return (await answer.json()) as T;
}

/** A search's tenth page, or its last where there are fewer. */
async function tenthPageOf(api: string, search: string): Promise<Question> {
  let address = search;
  for (let page = 1; ; page++) {
    const { nextCursor } = await ask<Answer>(api, address);
    if (nextCursor === null || page === 10) return { name: `search: page ${page}`, path: address, target: '≤ 10' };
    address = `${search}&cursor=${nextCursor}`;
  }
}

interface Question {
  readonly name: string;
  readonly path: string;
  readonly target?: string;
}

async function questionsFor({ api, db }: Large): Promise<{ questions: Question[]; floor: string }> {
  const [subject] = await rows<{ id: string }>(db, `SELECT id FROM subjects ORDER BY name LIMIT 1`);
  const tutors = await rows<{ id: string }>(db, `SELECT person_id AS id FROM tutors ORDER BY person_id LIMIT 50`);
  const [from, to] = [new Date(), new Date(Date.now() + 30 * DAY_MS)].map((at) => at.toISOString());
  const filters = `subjectId=${subject!.id}&priceTo=6000&currency=EUR&free=tue:18-21,sat:9-12&zone=Europe/Kyiv`;
  const search = `/tutors?limit=20&${filters}`;
  const many = tutors.map(({ id }) => id).join(',');
  const questions: Question[] = [
    { name: 'search: first page', path: search, target: '≤ 10' },
    await tenthPageOf(api, search),
    { name: 'search: by price', path: `${search}&sort=price`, target: '≤ 10' },
    { name: 'search: by soonest', path: `${search}&sort=soonest`, target: '≤ 10' },
    { name: 'search: with a text', path: `${search}&text=fractions`, target: '≤ 10' },
    { name: 'facets', path: `/tutors/facets?${filters}` },
    {
      name: 'slots of one tutor-month',
      path: `/tutors/${tutors[0]!.id}/slots?durationMinutes=60&from=${from}&to=${to}`,
    },
    { name: 'slots of 50 tutors × 14 days', path: `/tutors/slots?tutorIds=${many}&perTutor=700`, target: '≤ 15' },
    { name: 'next three slots of 50 tutors', path: `/tutors/slots?tutorIds=${many}`, target: '≤ 15' },
  ];
  const offers = await fetch(`${api}/api/v1${questions[6]!.path}`);
  if (offers.status === 422) questions[6] = { ...questions[6]!, path: questions[6]!.path.replace('=60', '=30') };
  return { questions, floor: `/subjects/${subject!.id}` };
}

/** Time until a search shows what a tutor's new hours offer, by the tables: no worker serves this database. */
async function freshness({ api, db }: Large): Promise<Comparison> {
  const latencies: number[] = [];
  for (let n = 0; n < 10; n++) {
    const [tutor] = await rows<{ id: string; subject: string; zone: string }>(
      db,
      `SELECT t.person_id AS id, s.subject_id AS subject, t.zone FROM tutors t JOIN tutor_subjects s ON s.tutor_id = t.person_id
       WHERE t.zone = 'Europe/Berlin' ORDER BY t.person_id OFFSET ? LIMIT 1`,
      [n * 3],
    );
    const { id, subject } = tutor!;
    const began = performance.now();
    await db.raw(
      `INSERT INTO weekly_windows (tutor_id, weekday, starts_local, ends_local) VALUES (?, 7, '02:00', '06:00')
       ON CONFLICT DO NOTHING`,
      [id],
    );
    // nobody in that country teaches at night, but for those who have just begun to
    const search = `/tutors?limit=100&subjectId=${subject}&country=DE&free=sun:2-6&zone=Europe/Berlin&within=28`;
    await until(
      'the new hours',
      async () => (await ask<Answer>(api, search)).items.some((one) => one.id === id),
      10_000,
    );
    latencies.push(performance.now() - began);
  }
  const figure = figureOf('editing hours until a search shows it', [
    { latencies, wallMs: Number.NaN, cpuMs: Number.NaN },
  ]);
  return { figure, ratios: {}, targets: {} };
}

async function measure(large: Large, tutors: number, say: (text: string) => void): Promise<Comparison[]> {
  const { questions, floor } = await questionsFor(large);
  const cpu = () => Promise.resolve(cpuMsOf(large.pid));
  const block = (question: string, size: number): Promise<Block> =>
    runBlock(
      Array.from({ length: size }, () => () => ask(large.api, question)),
      CLIENTS,
      cpu,
    );
  await block(floor, WARM);
  const measured: Comparison[] = [];
  const floors: Block[] = [];
  for (const { name, path: question, target } of questions) {
    say(`${tutors} tutors, ${name} …`);
    // as warm as the floor: the engine of a server that has just begun is still being compiled
    await block(question, WARM);
    const [subject, beside]: [Block[], Block[]] = [[], []];
    for (let i = 0; i < BLOCKS; i++) {
      subject.push(await block(question, BLOCK));
      beside.push(await block(floor, BLOCK));
    }
    floors.push(...beside);
    const ratio = figureOf('', subject).p95 / figureOf('', beside).p50;
    measured.push({
      figure: figureOf(`${name} (${tutors})`, subject),
      ratios: { 'p95 ÷ floor p50': ratio, 'CPU ÷ floor': ratioOf(subject, beside, (one) => one.cpuMsPerRequest) },
      targets: target ? { 'p95 ÷ floor p50': target } : {},
    });
  }
  measured.push(await freshness(large));
  return [...measured, { figure: figureOf('  floor: one row by key', floors), ratios: {}, targets: {} }];
}

/** @param sizes numbers of tutors, one measurement after the other */
export async function searchRows(
  town: Town,
  { sizes, ownerUrl, say }: { sizes: readonly number[]; ownerUrl: string; say: (text: string) => void },
): Promise<Comparison[]> {
  const measured: Comparison[] = [];
  for (const tutors of sizes) {
    const url = await seedLarge(ownerUrl, { tutors, now: Date.now(), say });
    const large = await serve(town, url);
    try {
      const found = await measure(large, tutors, say);
      say(`${tableOf(found)}\n`);
      measured.push(...found);
    } finally {
      await large.close();
    }
  }
  return measured;
}
