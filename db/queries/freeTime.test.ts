import { DAY_MS, HOUR_MS } from '@stoa/domain/policies';
import { keptWeeks, WEEK_MS } from '@stoa/domain/freeTime';
import { buildBooking } from '../../test/factories/bookings';
import { buildTutor, type BuiltTutor } from '../../test/factories/tutors';
import { rows } from '../postgres';
import { createTestDatabase, type TestDatabase } from '../testing/database';
import {
  dropPastWeeks,
  freeTimeDifferences,
  markedTutors,
  markMissingWeeks,
  refreshFreeTime,
  tutorIdsAfter,
} from './freeTime';

/** a Monday */
const NOW = Date.parse('2026-02-02T09:00:00Z');
const LESSON = Date.parse('2026-02-10T15:00:00Z');

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

async function derivedTutor(columns: Record<string, unknown> = {}): Promise<BuiltTutor> {
  const tutor = await buildTutor(database.owner, { columns });
  await refreshFreeTime(database.app, tutor.id, NOW);
  return tutor;
}
/** without the marks that only ask where the tutor stands */
const spansOf = (tutorId: string) =>
  rows<{ from: string; to: string }>(
    database.owner,
    `SELECT from_week::text AS "from", to_week::text AS "to" FROM free_time_marks
     WHERE tutor_id = ? AND to_week > '-infinity' ORDER BY id`,
    [tutorId],
  );
const weeksOf = async (tutorId: string): Promise<string[]> => {
  const found = await rows<{ week: string }>(
    database.owner,
    `SELECT week::text FROM tutor_free_weeks WHERE tutor_id = ? ORDER BY week`,
    [tutorId],
  );
  return found.map(({ week }) => week);
};
const isFree = async (tutorId: string, at: number): Promise<boolean> => {
  const [row] = await rows<{ free: number }>(
    database.owner,
    `SELECT get_bit(starts, ((extract(epoch FROM ?::timestamptz) - extract(epoch FROM week)) / 900)::int) AS free
     FROM tutor_free_weeks WHERE tutor_id = ? AND week = date_trunc('week', ?::timestamptz AT TIME ZONE 'UTC')::date`,
    [new Date(at), tutorId, new Date(at)],
  );
  return row?.free === 1;
};

const ALL = { from: '-infinity', to: 'infinity' };
const LESSONS_WEEK = { from: '2026-02-09', to: '2026-02-09' };

describe('what leaves a mark, in its own transaction', () => {
  it.each([
    [
      'a new window',
      `INSERT INTO weekly_windows (tutor_id, weekday, starts_local, ends_local) VALUES (?, 1, '21:00', '22:00')`,
    ],
    ['a changed window', `UPDATE weekly_windows SET ends_local = '19:00' WHERE tutor_id = ? AND weekday = 1`],
    ['a window that goes', `DELETE FROM weekly_windows WHERE tutor_id = ? AND weekday = 1`],
    ['a zone', `UPDATE tutors SET zone = 'Asia/Tokyo' WHERE person_id = ?`],
    ['a step', `UPDATE tutors SET slot_step_minutes = 15 WHERE person_id = ?`],
    ['a shortest length', `UPDATE tutors SET durations = '{60}' WHERE person_id = ?`],
    ['a buffer', `UPDATE tutors SET buffer_minutes = 15 WHERE person_id = ?`],
    ['a horizon', `UPDATE tutors SET horizon_days = 90 WHERE person_id = ?`],
    ['a limit of a day', `UPDATE tutors SET max_sessions_per_day = 2 WHERE person_id = ?`],
    ['a limit of a week', `UPDATE tutors SET max_minutes_per_week = 600 WHERE person_id = ?`],
  ])('%s: on all weeks', async (_what, sql) => {
    const { id } = await derivedTutor();
    expect(await spansOf(id)).toEqual([]);
    await database.app.raw(sql, [id]);
    expect(await spansOf(id)).toEqual([ALL]);
  });

  it('a booking: on its week when it comes, on both when it moves, on its own when it goes', async () => {
    const tutor = await derivedTutor();
    const { booking } = await buildBooking(database.owner, { startsAt: LESSON }, { tutor });
    expect(await spansOf(tutor.id)).toEqual([LESSONS_WEEK]);
    const move = `UPDATE bookings SET starts_at = ?, ends_at = ? WHERE id = ?`;
    await database.app.raw(move, [new Date(LESSON + WEEK_MS), new Date(LESSON + WEEK_MS + HOUR_MS), booking.id]);
    expect((await spansOf(tutor.id)).slice(1)).toEqual([LESSONS_WEEK, { from: '2026-02-16', to: '2026-02-16' }]);
    const end = `UPDATE bookings SET session = 'EXPIRED', outcome = 'NOT_HELD', payment = 'VOIDED' WHERE id = ?`;
    await database.app.raw(end, [booking.id]);
    expect(await spansOf(tutor.id)).toHaveLength(4);
  });
  it('a booking at the first hour of a week: on the week before as well, into which no lesson may reach', async () => {
    const tutor = await derivedTutor();
    await buildBooking(database.owner, { startsAt: Date.parse('2026-02-16T00:30:00Z') }, { tutor });
    expect(await spansOf(tutor.id)).toEqual([{ from: '2026-02-09', to: '2026-02-16' }]);
  });
  it('an exception: on the weeks it covers, before and after a change', async () => {
    const { id } = await derivedTutor();
    const at = [new Date(LESSON), new Date(LESSON + DAY_MS)];
    await database
      .app('availability_exceptions')
      .insert({ tutor_id: id, kind: 'blackout', starts_at: at[0], ends_at: at[1] });
    await database
      .app('availability_exceptions')
      .where({ tutor_id: id })
      .update({ ends_at: new Date(LESSON + WEEK_MS) });
    await database.app('availability_exceptions').where({ tutor_id: id }).delete();
    const wider = { from: '2026-02-09', to: '2026-02-16' };
    expect(await spansOf(id)).toEqual([LESSONS_WEEK, LESSONS_WEEK, wider, wider]);
  });
  it('nothing that does not change when somebody is free', async () => {
    const tutor = await derivedTutor();
    await database.app.raw(`UPDATE tutors SET headline = 'Other', zone = zone WHERE person_id = ?`, [tutor.id]);
    const { booking } = await buildBooking(database.owner, { startsAt: LESSON }, { tutor });
    await refreshFreeTime(database.app, tutor.id, NOW);
    await database.app.raw(`UPDATE bookings SET session = session, version = version + 1 WHERE id = ?`, [booking.id]);
    expect(await spansOf(tutor.id)).toEqual([]);
  });
});

describe('deriving a tutor’s free time', () => {
  it('keeps the weeks in which a lesson can begin and no others', async () => {
    const { id } = await derivedTutor({ horizon_days: 14 });
    expect(await weeksOf(id)).toEqual(['2026-02-02', '2026-02-09', '2026-02-16']);
    await database.app.raw(`UPDATE tutors SET horizon_days = 7 WHERE person_id = ?`, [id]);
    await refreshFreeTime(database.app, id, NOW + WEEK_MS);
    expect(await weeksOf(id)).toEqual(['2026-02-09', '2026-02-16']);
  });
  it('shows what is taken and what is free again', async () => {
    const tutor = await derivedTutor();
    expect(await isFree(tutor.id, LESSON)).toBe(true);
    const { booking } = await buildBooking(database.owner, { startsAt: LESSON }, { tutor });
    await refreshFreeTime(database.app, tutor.id, NOW);
    expect(await isFree(tutor.id, LESSON)).toBe(false);
    await database.app.raw(
      `UPDATE bookings SET session = 'EXPIRED', outcome = 'NOT_HELD', payment = 'VOIDED' WHERE id = ?`,
      [booking.id],
    );
    await refreshFreeTime(database.app, tutor.id, NOW);
    expect(await isFree(tutor.id, LESSON)).toBe(true);
  });
  it('leaves a tutor to whoever has it in hand: the older answer never overwrites the newer one', async () => {
    const { id } = await derivedTutor();
    await database.app.raw(`UPDATE tutors SET zone = 'UTC' WHERE person_id = ?`, [id]);
    await database.app.transaction(async (other) => {
      expect(await refreshFreeTime(other, id, NOW)).toBe(true);
      await database.owner.raw(`UPDATE tutors SET zone = 'Asia/Tokyo' WHERE person_id = ?`, [id]);
      expect(await refreshFreeTime(database.app, id, NOW)).toBe(false);
    });
    expect(await spansOf(id)).toEqual([ALL]);
    expect(await refreshFreeTime(database.app, id, NOW)).toBe(true);
    expect(await freeTimeDifferences(database.app, id, NOW)).toEqual([]);
  });
  it('names who is marked, in the order of the marks, without those left in peace', async () => {
    const [first, second] = [await derivedTutor(), await derivedTutor()];
    for (const { id } of [second, first])
      await database.app.raw(`UPDATE tutors SET zone = 'UTC' WHERE person_id = ?`, [id]);
    const marked = await markedTutors(database.app, { limit: 1_000 });
    expect(marked.slice(-2)).toEqual([second.id, first.id]);
    expect(await markedTutors(database.app, { limit: 1_000, except: [second.id] })).not.toContain(second.id);
  });
});

// A search must never cost a student the lesson: what is derived stands aside.
describe('a booking', () => {
  it('waits neither for marks that are being taken nor for weeks that are being written', async () => {
    const tutor = await derivedTutor();
    const first = await buildBooking(database.owner, { startsAt: LESSON }, { tutor });
    await database.app.transaction(async (refresher) => {
      await refreshFreeTime(refresher, tutor.id, NOW);
      await refresher.raw(`UPDATE tutor_free_weeks SET starts = starts WHERE tutor_id = ?`, [tutor.id]);
      await database.owner.transaction(async (trx) => {
        await trx.raw(`SET LOCAL lock_timeout = '50ms'`);
        await trx.raw(
          `UPDATE bookings SET session = 'EXPIRED', outcome = 'NOT_HELD', payment = 'VOIDED' WHERE id = ?`,
          [first.booking.id],
        );
        await buildBooking(trx, { startsAt: LESSON + DAY_MS }, { tutor, student: first.student });
      });
    });
    expect(await spansOf(tutor.id)).toHaveLength(2);
    await refreshFreeTime(database.app, tutor.id, NOW);
    expect(await freeTimeDifferences(database.app, tutor.id, NOW)).toEqual([]);
  });
});

describe('the weeks follow the clock', () => {
  it('by a mark for whoever lacks one, once', async () => {
    const { id } = await derivedTutor();
    const later = NOW + 3 * WEEK_MS;
    expect(await markMissingWeeks(database.app, { now: later, limit: 1_000 })).toBeGreaterThan(0);
    expect(await spansOf(id)).toHaveLength(1);
    await markMissingWeeks(database.app, { now: later, limit: 1_000 });
    expect(await spansOf(id)).toHaveLength(1);
    await refreshFreeTime(database.app, id, later);
    expect(await freeTimeDifferences(database.app, id, later)).toEqual([]);
    expect(await weeksOf(id)).toHaveLength(keptWeeks({ horizonDays: 60 }, later).length);
  });
  it('without a gap where a booking lay beyond the kept weeks', async () => {
    const tutor = await derivedTutor({ horizon_days: 14 });
    const later = NOW + 5 * WEEK_MS;
    await buildBooking(database.owner, { startsAt: later + 10 * DAY_MS }, { tutor });
    await refreshFreeTime(database.app, tutor.id, later);
    expect(await freeTimeDifferences(database.app, tutor.id, later)).toEqual([]);
  });
  it('and what is over goes, some at a time', async () => {
    const { id } = await derivedTutor();
    while ((await dropPastWeeks(database.app, { now: NOW + WEEK_MS, limit: 1 })) === 1);
    expect((await weeksOf(id))[0]).toBe('2026-02-09');
  });
});

describe('the checker', () => {
  it('finds a row altered by hand, and one that is missing', async () => {
    const { id } = await derivedTutor();
    expect(await freeTimeDifferences(database.app, id, NOW)).toEqual([]);
    await database.owner.raw(
      `UPDATE tutor_free_weeks SET starts = set_bit(starts, 3, 1) WHERE tutor_id = ? AND week = '2026-02-09'`,
      [id],
    );
    await database.owner.raw(`DELETE FROM tutor_free_weeks WHERE tutor_id = ? AND week = '2026-02-16'`, [id]);
    expect(await freeTimeDifferences(database.app, id, NOW)).toEqual([
      { tutorId: id, week: '2026-02-09', stored: true },
      { tutorId: id, week: '2026-02-16', stored: false },
    ]);
  });
  it('leaves out who is marked, and comes to every tutor', async () => {
    const { id } = await buildTutor(database.owner);
    expect(await freeTimeDifferences(database.app, id, NOW)).toBeNull();
    const all: string[] = [];
    for (let some = await tutorIdsAfter(database.app, null, 3); some.length > 0; ) {
      all.push(...some);
      some = await tutorIdsAfter(database.app, some.at(-1) ?? null, 3);
    }
    const [{ n } = { n: 0 }] = await rows<{ n: number }>(database.owner, `SELECT count(*) AS n FROM tutors`);
    expect(new Set(all).size).toBe(n);
    expect(all).toHaveLength(n);
  });
});
