import { randomUUID } from 'node:crypto';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '@stoa/domain/policies';
import { freeTimeDifferences } from '../db/queries/freeTime';
import { rememberTerms } from '../db/queries/policies';
import { createdColumns } from '../db/models/booking';
import { inTransaction } from '../db/postgres';
import { createTestDatabase, type TestDatabase } from '../db/testing/database';
import { createLogger } from '../platform/logger';
import { buildStudent } from '../test/factories/people';
import { newBooking } from '../test/factories/bookings';
import { buildTutor, type BuiltTutor } from '../test/factories/tutors';
import { until } from '../test/harness/wait';
import { createFreeTimeActivities, FreeTimeRefresher } from './freeTime';

const START = Date.parse('2026-03-20T09:00:00Z');
const logger = createLogger({ process: 'test', level: 'silent' });

let database: TestDatabase;
let time: number;
let refresher: FreeTimeRefresher;
beforeEach(async () => {
  database = await createTestDatabase();
  time = START;
  refresher = new FreeTimeRefresher({ db: database.app, clock, logger, pollMs: 5 });
});
afterEach(() => database.drop());
const clock = { now: () => time, offsetMs: () => 0 };

/** The same numbers in every run, so that what fails once fails again. */
function dice(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}
/** quarters of an hour, both sides of UTC, and local weeks that begin in the UTC week before and after */
const ZONES = ['America/New_York', 'Australia/Lord_Howe', 'Asia/Kathmandu', 'Pacific/Chatham'];

describe('the derived free time', () => {
  it('equals the engine after 10 000 random operations', async () => {
    const roll = dice(20_261_126);
    const tutors: BuiltTutor[] = [];
    for (const zone of ZONES) tutors.push(await buildTutor(database.owner, { zone, columns: { horizon_days: 21 } }));
    const student = await buildStudent(database.owner);
    const terms = newBooking();
    await inTransaction(database.owner, {}, (trx) => rememberTerms(trx, terms.policyHash, terms.terms));
    const { extendFreeTime } = createFreeTimeActivities({ db: database.app, clock });
    const db = database.app;
    const live: string[] = [];
    const any = (): BuiltTutor => tutors[roll(tutors.length)]!;
    const soon = (): number => time + (roll(4 * 24 * 28) - 96) * 15 * MINUTE_MS;
    let made = 0;

    async function book(): Promise<void> {
      const tutor = any();
      const startsAt = soon();
      const booking = newBooking({ studentId: student.id, tutorId: tutor.id, startsAt, endsAt: startsAt + HOUR_MS });
      made += 1;
      const columns = createdColumns(booking, {
        code: `T-${made}`,
        subjectId: tutor.subjectId,
        bufferMinutes: roll(3) * 15,
        holdNumber: (made % 30_000) + 1,
        createdAt: time,
      });
      const [row] = await db('bookings').insert(columns).onConflict().ignore().returning<{ id: string }[]>('id');
      if (row) live.push(row.id);
    }
    async function end(): Promise<void> {
      const id = live.splice(roll(live.length || 1), 1)[0] ?? randomUUID();
      await db('bookings').where({ id }).update({ session: 'EXPIRED', outcome: 'NOT_HELD', payment: 'VOIDED' });
    }
    async function except(): Promise<void> {
      const at = soon();
      const ends_at = new Date(at + (1 + roll(200)) * 15 * MINUTE_MS);
      const kind = roll(2) === 0 ? 'opening' : 'blackout';
      await db('availability_exceptions').insert({ tutor_id: any().id, kind, starts_at: new Date(at), ends_at });
    }
    const change = (columns: Record<string, unknown>) => db('tutors').where({ person_id: any().id }).update(columns);
    const windowOf = () => db('weekly_windows').where({ tutor_id: any().id, weekday: 1 + roll(7) });
    const hour = (): string => `${String(roll(24)).padStart(2, '0')}:${['00', '15', '30'][roll(3)]}`;
    const rare = [
      () => except(),
      () => db('availability_exceptions').where({ tutor_id: any().id }).delete(),
      () => windowOf().delete(),
      () =>
        db.raw(
          `INSERT INTO weekly_windows (tutor_id, weekday, starts_local, ends_local) SELECT ?, ?, s, e
           FROM (SELECT ?::time AS s, ?::time AS e) x WHERE s <> e ON CONFLICT DO NOTHING`,
          [any().id, 1 + roll(7), hour(), hour()],
        ),
      () => change({ zone: ZONES[roll(ZONES.length)] }),
      () => change({ buffer_minutes: roll(3) * 15, slot_step_minutes: 15 + 15 * roll(2) }),
      () => change({ max_sessions_per_day: roll(2) === 0 ? null : 1 + roll(3) }),
      () => change({ max_minutes_per_week: roll(2) === 0 ? null : 120 + roll(300) }),
      () =>
        change({
          durations: [
            [25, 50],
            [60, 30],
            [90, 120],
          ][roll(3)],
          horizon_days: 7 + roll(20),
        }),
      () => void (time += roll(10) * HOUR_MS),
    ];
    let compared = 0;
    for (let n = 1; n <= 10_000; n++) {
      const kind = roll(10);
      // few enough that one more or less decides about a limit
      await (kind < 8 ? (live.length < 24 ? book() : end()) : rare[roll(rare.length)]!());
      if (n % 20 !== 0) continue;
      if (n % 500 === 0) await extendFreeTime();
      await refresher.drain();
      for (const { id } of tutors) {
        const differences = await freeTimeDifferences(db, id, time);
        // weeks that the clock has reached are missing until the next run of the schedule, never wrong
        expect((differences ?? []).filter(({ stored }) => stored || n % 500 === 0)).toEqual([]);
        expect(differences).not.toBeNull();
        compared += 1;
      }
    }
    expect(compared).toBe(2_000);
  }, 240_000);

  it('is derived by itself until the refresher is stopped, and after', async () => {
    refresher.start();
    const { id } = await buildTutor(database.owner);
    const isThere = async () => (await freeTimeDifferences(database.app, id, time))?.length === 0;
    await until('it to be derived', isThere);
    await refresher.stop();
    await database.app('tutors').where({ person_id: id }).update({ zone: 'UTC' });
    expect(await isThere()).toBe(false);
    const next = new FreeTimeRefresher({ db: database.app, clock, logger });
    expect(await next.drain()).toBe(1);
    expect(await isThere()).toBe(true);
  });

  // One row that nobody can read must not keep everybody else out of the search.
  it('of one tutor that cannot be derived holds up no other', async () => {
    const bad = await buildTutor(database.owner, { zone: 'Nowhere/Never' });
    const good = await buildTutor(database.owner);
    await refresher.drain();
    expect(await freeTimeDifferences(database.app, good.id, time)).toEqual([]);
    expect(await database.owner('free_time_marks').where({ tutor_id: bad.id })).not.toHaveLength(0);
    expect(await refresher.drain()).toBe(0);
  });

  it('follows the clock, twice as well as once', async () => {
    const { id } = await buildTutor(database.owner);
    const { extendFreeTime } = createFreeTimeActivities({ db: database.app, clock });
    await refresher.drain();
    time += 40 * DAY_MS;
    expect(await extendFreeTime()).toBe(1);
    expect(await extendFreeTime()).toBe(0);
    await refresher.drain();
    expect(await freeTimeDifferences(database.app, id, time)).toEqual([]);
    expect(await database.owner('tutor_free_weeks').where('week', '<', new Date(time - 7 * DAY_MS))).toHaveLength(0);
  });

  it('is left for the next turn when the store does not answer', async () => {
    const broken = new FreeTimeRefresher({ db: database.openPool(1), clock, logger, pollMs: 5 });
    await database.owner.raw(`ALTER TABLE free_time_marks RENAME TO away`);
    broken.start();
    await database.owner.raw(`ALTER TABLE away RENAME TO free_time_marks`);
    const { id } = await buildTutor(database.owner);
    await until('it to be derived', async () => (await freeTimeDifferences(database.app, id, time))?.length === 0);
    await broken.stop();
  });
});
