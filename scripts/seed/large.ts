/**
 * A large marketplace in a database of its own, for measuring: rows only, by COPY, and nobody works for it. What is
 * derived is derived by the same engine and the same functions as elsewhere.
 */
import { codeFor } from '@stoa/domain/code';
import { freeWeeksFor, keptWeeks, WEEK_MS } from '@stoa/domain/freeTime';
import { newBooking } from '@stoa/domain/moves';
import { CANCELLATION_PRESETS, DAY_MS, DEFAULT_CLOCK, HOUR_MS, type Terms } from '@stoa/domain/policies';
import { rankingFor } from '@stoa/domain/ranking';
import { Client } from 'pg';
import { copyInto, type Cell } from '../../db/copy';
import { migrations } from '../../db/migrationSource';
import { createdColumns } from '../../db/models/booking';
import { connectPostgres, inTransaction, type Db } from '../../db/postgres';
import { findAvailabilities } from '../../db/queries/availability';
import { rememberTerms } from '../../db/queries/policies';
import { rankingFactsOf } from '../../db/queries/standings';
import { policyHashOf } from '../../platform/hashing';
import { demoId } from '../demo/people';
import { SUBJECTS, subjectId } from '../demo/tutors';
import { diceFrom, largeTutor, type LargeTutor } from './largeTutors';

const BATCH = 500;
/** twenty, and one for those that a buffer drives out */
const LESSONS_EACH = 21;
const LESSON_DAYS = 55;
/** hours of a day, UTC, in which lessons lie */
const DAY_HOURS = 15;
const FIRST_HOUR = 6;
/** tables whose triggers derive what is put in here already */
const DERIVING = [
  'people',
  'tutors',
  'tutor_subjects',
  'tutor_languages',
  'subjects',
  'weekly_windows',
  'availability_exceptions',
  'bookings',
];

interface Seeding {
  readonly db: Db;
  readonly client: Client;
  readonly tutors: number;
  /** epoch ms: rows are of the weeks from then on */
  readonly now: number;
  readonly say: (text: string) => void;
}

const TERMS: Terms = {
  price: { amountMinor: 3_000, currency: 'EUR' },
  serviceFeeMinor: 0,
  commissionBps: 2_000,
  cancellation: CANCELLATION_PRESETS.standard,
  clock: DEFAULT_CLOCK,
  compensation: { amountMinor: 500, currency: 'EUR' },
  instant: false,
  trial: false,
};
const policyHash = policyHashOf(TERMS);

/** An empty, migrated database beside the one that is named. @returns its address */
async function emptyBeside(ownerUrl: string): Promise<string> {
  const url = new URL(ownerUrl);
  const name = `${url.pathname.slice(1)}_large`;
  url.pathname = `/${name}`;
  const beside = connectPostgres({ url: ownerUrl, poolMax: 1, name: 'stoa-seed', statementMs: 60_000 });
  try {
    await beside.raw(`DROP DATABASE IF EXISTS "${name}" WITH (FORCE)`);
    await beside.raw(`CREATE DATABASE "${name}"`);
  } finally {
    await beside.destroy();
  }
  return url.href;
}

async function copyPeople(
  { client, now }: Seeding,
  people: readonly { id: string; name: string; zone: string; country: string }[],
) {
  const created = new Date(now - 400 * DAY_MS);
  const columns = ['id', 'email', 'display_name', 'zone', 'country', 'created_at'];
  const cells = people.map(({ id, name, zone, country }): Cell[] => [
    id,
    `${id}@large.stoa.example`,
    name,
    zone,
    country,
    created,
  ]);
  await copyInto(client, { table: 'people', columns }, cells);
}

async function copyTutors({ client, now }: Seeding, tutors: readonly LargeTutor[]): Promise<void> {
  const since = (n: number): Date => new Date(now - (n % 400) * DAY_MS);
  const columns = {
    person_id: (t: LargeTutor) => t.id,
    headline: (t: LargeTutor) => t.headline,
    description: (t: LargeTutor) => t.description,
    rate_minor: (t: LargeTutor) => t.rateMinor,
    currency: (t: LargeTutor) => t.place[2],
    instant_booking: (t: LargeTutor) => t.instant,
    durations: (t: LargeTutor) => t.durations,
    zone: (t: LargeTutor) => t.place[0],
    slot_step_minutes: (t: LargeTutor) => t.stepMinutes,
    buffer_minutes: (t: LargeTutor) => t.bufferMinutes,
    horizon_days: (t: LargeTutor) => t.horizonDays,
    max_sessions_per_day: (t: LargeTutor) => t.perDay,
    approval: () => 'approved',
    payouts_enabled: () => true,
    created_at: (t: LargeTutor) => since(t.rateMinor),
    updated_at: (t: LargeTutor) => since(t.rateMinor),
  };
  const of = Object.values(columns);
  await copyInto(
    client,
    { table: 'tutors', columns: Object.keys(columns) },
    tutors.map((tutor) => of.map((cell) => cell(tutor))),
  );
  await copyInto(
    client,
    { table: 'tutor_subjects', columns: ['tutor_id', 'subject_id', 'rate_minor', 'position'] },
    tutors.flatMap(({ id, subjects }) => subjects.map(([subject, rate], position) => [id, subject, rate, position])),
  );
  await copyInto(
    client,
    { table: 'tutor_languages', columns: ['tutor_id', 'language', 'level', 'position'] },
    tutors.flatMap(({ id, languages }) => languages.map((language, position) => [id, language, 'C1', position + 1])),
  );
  await copyInto(
    client,
    { table: 'weekly_windows', columns: ['tutor_id', 'weekday', 'starts_local', 'ends_local'] },
    tutors.flatMap(({ id, windows }) => windows.map((window) => [id, ...window])),
  );
  await copyInto(
    client,
    { table: 'availability_exceptions', columns: ['tutor_id', 'kind', 'starts_at', 'ends_at'] },
    tutors.flatMap(({ id }, n) => {
      const at = now + (3 + (n % 40)) * DAY_MS;
      return n % 3 === 0 ? [[id, 'blackout', new Date(at), new Date(at + 2 * DAY_MS)]] : [];
    }),
  );
}

/** Who has a lesson when: no student twice at once, as the database would refuse. */
class Lessons {
  private made = 0;
  private readonly dice = diceFrom(4_711);
  private readonly students = new Map<number, Set<number>>();

  constructor(
    private readonly crowd: number,
    private readonly now: number,
  ) {}

  of({ id, subjects, bufferMinutes }: LargeTutor): Record<string, Cell>[] {
    const hours = new Set<number>();
    while (hours.size < LESSONS_EACH) hours.add(this.dice(LESSON_DAYS) * 24 + FIRST_HOUR + this.dice(DAY_HOURS));
    const tomorrow = Math.ceil(this.now / DAY_MS) * DAY_MS;
    // an hour's lesson and its buffer would meet the next hour's
    const apart = [...hours]
      .sort((a, b) => a - b)
      .filter((hour, i, all) => bufferMinutes === 0 || hour - 1 !== all[i - 1]);
    return apart.map((hour) => {
      const startsAt = tomorrow + hour * HOUR_MS;
      const number = this.made++;
      const booking = newBooking(
        {
          id: demoId(18, number),
          studentId: demoId(17, this.studentAt(hour)),
          tutorId: id,
          startsAt,
          endsAt: startsAt + HOUR_MS,
          terms: TERMS,
          policyHash,
        },
        this.now - 2 * DAY_MS,
      );
      const placed = { ...booking, session: 'SCHEDULED', payment: 'AUTHORIZED' } as const;
      const code = codeFor('booking', number);
      const subject = subjects[0]?.[0] ?? subjectId('Mathematics');
      return createdColumns(placed, { code, subjectId: subject, bufferMinutes, holdNumber: 1, createdAt: this.now });
    });
  }

  private studentAt(hour: number): number {
    const busy = this.students.get(hour) ?? new Set<number>();
    this.students.set(hour, busy);
    let student = this.dice(this.crowd);
    while (busy.has(student)) student = this.dice(this.crowd);
    busy.add(student);
    return student;
  }

  get count(): number {
    return this.made;
  }
}

async function copyLessons({ client }: Seeding, bookings: readonly Record<string, Cell>[]): Promise<void> {
  const columns = Object.keys(bookings[0] ?? {});
  await copyInto(
    client,
    { table: 'bookings', columns },
    bookings.map((row) => columns.map((name) => row[name] ?? null)),
  );
}

/** The free weeks of a batch, by the engine. */
async function copyFreeWeeks({ db, client, now }: Seeding, tutors: readonly LargeTutor[]): Promise<void> {
  const ids = tutors.map(({ id }) => id);
  const known = await findAvailabilities(db, ids, { from: now - WEEK_MS, to: now + 110 * DAY_MS });
  const cells = [...known].flatMap(([id, availability]) => {
    const weeks = keptWeeks(availability.rules, now);
    const starts = freeWeeksFor(availability, weeks);
    return weeks.map((week, i): Cell[] => [id, new Date(week).toISOString().slice(0, 10), starts[i] ?? null]);
  });
  await copyInto(client, { table: 'tutor_free_weeks', columns: ['tutor_id', 'week', 'starts'] }, cells);
}

/** Where each stands, by the ranking: in the rows that were made with the search. */
async function place({ db, now }: Seeding, ids: readonly string[]): Promise<void> {
  const facts = await rankingFactsOf(db, ids, now);
  const scores = [...facts].map(([id, one]) => [id, rankingFor(one, now).score] as const);
  await db.raw(
    `UPDATE tutor_standings k SET score = s.score,
       soonest_at = tutor_free_from(k.tutor_id, ?::timestamptz + interval '2 hours')
     FROM unnest(?::uuid[], ?::int[]) s (id, score) WHERE k.tutor_id = s.id`,
    [new Date(now), scores.map(([id]) => id), scores.map(([, score]) => score)],
  );
}

async function fill(seeding: Seeding): Promise<void> {
  const { db, client, tutors, now, say } = seeding;
  const crowd = Math.max(2_000, Math.ceil(tutors / 2));
  await inTransaction(db, {}, (trx) => rememberTerms(trx, policyHash, TERMS));
  const subjects = SUBJECTS.map((name) => [subjectId(name), name.toLowerCase(), name]);
  await copyInto(client, { table: 'subjects', columns: ['id', 'slug', 'name'] }, subjects);
  const students = Array.from({ length: crowd }, (_, n) => n);
  await copyPeople(
    seeding,
    students.map((n) => ({ id: demoId(17, n), name: `Student ${n}`, zone: 'Europe/London', country: 'GB' })),
  );
  const lessons = new Lessons(crowd, now);
  for (let from = 0; from < tutors; from += BATCH) {
    const batch = Array.from({ length: Math.min(BATCH, tutors - from) }, (_, n) => largeTutor(from + n));
    await copyPeople(
      seeding,
      batch.map(({ id, name, place: [zone, country] }) => ({ id, name, zone, country })),
    );
    await copyTutors(seeding, batch);
    await copyLessons(
      seeding,
      batch.flatMap((tutor) => lessons.of(tutor)),
    );
    await copyFreeWeeks(seeding, batch);
    if ((from / BATCH) % 4 === 3) say(`${from + batch.length} tutors, ${lessons.count} bookings`);
  }
  await client.query(`SELECT setval('booking_code_seq', $1)`, [lessons.count]);
}

async function derive(seeding: Seeding): Promise<void> {
  const { client, tutors, say } = seeding;
  say('what searches read …');
  await client.query('ANALYZE');
  await client.query('SELECT refresh_tutor_search(NULL)');
  await client.query('DELETE FROM free_time_marks');
  const ids = Array.from({ length: tutors }, (_, n) => demoId(16, n));
  for (let from = 0; from < tutors; from += BATCH) await place(seeding, ids.slice(from, from + BATCH));
  await client.query('VACUUM ANALYZE');
}

/**
 * Makes the large database beside the one that is named, and fills it. What was there under its name goes.
 * @returns its address, as the same role
 */
export async function seedLarge(
  ownerUrl: string,
  { tutors, now, say }: Pick<Seeding, 'tutors' | 'now' | 'say'>,
): Promise<string> {
  const url = await emptyBeside(ownerUrl);
  const db = connectPostgres({ url, poolMax: 2, name: 'stoa-seed', statementMs: 600_000 });
  const client = new Client({ connectionString: url, application_name: 'stoa-seed' });
  try {
    await db.migrate.latest({ migrationSource: migrations });
    await client.connect();
    // the seed's own search is made at the end, in one statement
    await client.query(DERIVING.map((table) => `ALTER TABLE ${table} DISABLE TRIGGER USER`).join('; '));
    await fill({ db, client, tutors, now, say });
    await client.query(DERIVING.map((table) => `ALTER TABLE ${table} ENABLE TRIGGER USER`).join('; '));
    await derive({ db, client, tutors, now, say });
  } finally {
    await client.end();
    await db.destroy();
  }
  return url;
}
