import type { Booking } from '@stoa/domain/booking';
import { codeFor } from '@stoa/domain/code';
import { DAY_MS, HOUR_MS } from '@stoa/domain/policies';
import { buildBooking, REQUESTED_AT } from '../../test/factories/bookings';
import { buildStudent, type BuiltPerson } from '../../test/factories/people';
import { buildSubject, buildTutor, type BuiltTutor } from '../../test/factories/tutors';
import { createTestDatabase, type TestDatabase } from '../testing/database';
import { listBookingsFor, listStaffBookings, type BookingGroup, type Place, type StaffList } from './bookingLists';
import type { BookingSummary } from './bookingViews';
import { findAvailabilityRules, findTutor, findTutors, lifetimeNetMinor, listSubjects } from './tutors';

let database: TestDatabase;
let student: BuiltPerson;
let tutor: BuiltTutor;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());
beforeEach(async () => {
  student = await buildStudent(database.owner, { name: 'Robin' });
  tutor = await buildTutor(database.owner);
});

const START = Date.parse('2026-03-02T10:00:00Z');
const SECURED = { securedAt: REQUESTED_AT } as const;
const STATES = {
  holding: {},
  asked: { payment: 'AUTHORIZED', ...SECURED },
  confirming: {
    payment: 'AUTHORIZED',
    ...SECURED,
    pending: {
      move: 'accept',
      actor: 'tutor',
      actorId: null,
      decidedAt: 1,
      studentShareBps: null,
      compensationMinor: 0,
      strike: false,
      reason: null,
    },
  },
  scheduled: { session: 'SCHEDULED', payment: 'AUTHORIZED', ...SECURED },
  expiredUnpaid: { session: 'EXPIRED', outcome: 'NOT_HELD', payment: 'VOIDED' },
  settled: { session: 'ENDED', outcome: 'COMPLETED', payment: 'CAPTURED', ...SECURED },
} as const satisfies Record<string, Partial<Booking>>;

async function fill(): Promise<Record<keyof typeof STATES, string>> {
  const ids: Record<string, string> = {};
  for (const [index, [name, state]] of Object.entries(STATES).entries()) {
    const startsAt = START + index * 2 * HOUR_MS;
    const built = await buildBooking(database.owner, { ...state, startsAt }, { student, tutor });
    ids[name] = built.booking.id;
  }
  return ids;
}

const idsOf = (list: readonly BookingSummary[]): string[] => list.map(({ booking }) => booking.id);

describe('listBookingsFor', () => {
  const ask = async (role: 'student' | 'tutor', group: BookingGroup) =>
    idsOf(
      await listBookingsFor(database.app, {
        personId: role === 'student' ? student.id : tutor.id,
        role,
        group,
        limit: 50,
      }),
    );

  it('shows a student everything, what is over the newest first', async () => {
    const ids = await fill();
    expect(await ask('student', 'all')).toEqual(Object.values(ids).reverse());
    expect(await ask('student', 'past')).toEqual([ids.settled, ids.expiredUnpaid]);
    expect(await ask('student', 'upcoming')).toEqual([ids.holding, ids.asked, ids.confirming, ids.scheduled]);
    expect(await ask('student', 'needsMe')).toEqual([ids.holding]);
  });

  it('never shows a tutor a time whose student has not paid, not even after it ran out', async () => {
    const ids = await fill();
    expect(await ask('tutor', 'all')).toEqual([ids.settled, ids.scheduled, ids.confirming, ids.asked]);
    expect(await ask('tutor', 'needsMe')).toEqual([ids.asked]);
  });

  it('shows nobody the bookings of others', async () => {
    await fill();
    const stranger = await buildStudent(database.owner);
    for (const role of ['student', 'tutor'] as const)
      expect(await listBookingsFor(database.app, { personId: stranger.id, role, group: 'all', limit: 50 })).toEqual([]);
  });
});

describe('paging', () => {
  async function pages(list: (after: Place | null) => Promise<BookingSummary[]>, key: 'startsAt' | 'createdAt') {
    const seen: string[] = [];
    let after: Place | null = null;
    for (let page = await list(after); page.length > 0; page = await list(after)) {
      seen.push(...idsOf(page));
      const last = page[page.length - 1] as BookingSummary;
      after = { at: key === 'startsAt' ? last.booking.startsAt : last.createdAt, id: last.booking.id };
    }
    return seen;
  }

  it.each(['startsAt', '-startsAt', 'createdAt', '-createdAt'] as const)(
    'by %s shows every booking once, also where all have the same instant, while others are made',
    async (sort) => {
      const made: string[] = [];
      for (let i = 0; i < 7; i++)
        made.push(
          (
            await buildBooking(
              database.owner,
              { startsAt: START },
              { student: await buildStudent(database.owner, { name: `Pager ${tutor.id}` }) },
            )
          ).booking.id,
        );
      let asked = 0;
      const seen = await pages(
        async (after) => {
          asked += 1;
          const list: StaffList = { filters: { q: `Pager ${tutor.id}` }, sort, after, limit: 2 };
          const page = await listStaffBookings(database.app, list);
          if (asked < 3) await buildBooking(database.owner, { startsAt: START });
          return page;
        },
        sort.endsWith('startsAt') ? 'startsAt' : 'createdAt',
      );
      expect(seen).toHaveLength(7);
      expect([...seen].sort()).toEqual([...made].sort());
    },
  );
});

describe('listStaffBookings', () => {
  const ask = async (filters: StaffList['filters']) =>
    idsOf(await listStaffBookings(database.app, { filters, sort: 'startsAt', limit: 50 }));

  it('finds by id, by code in any spelling, and by a part of a name or an address', async () => {
    const { booking } = await buildBooking(database.owner, { startsAt: START }, { student, tutor });
    const code = codeFor('booking', 31_337);
    await database.owner('bookings').where({ id: booking.id }).update({ code });
    expect(await ask({ q: booking.id })).toEqual([booking.id]);
    expect(await ask({ q: code.toLowerCase().replace('-', ' ') })).toEqual([booking.id]);
    expect(await ask({ q: student.email.slice(0, 20).toUpperCase() })).toEqual([booking.id]);
    expect(await ask({ q: '100%' })).toEqual([]);
    expect(await ask({ q: '_' })).toEqual([]);
  });

  it('filters by every field, by person, by time and by what needs attention', async () => {
    const ids = await fill();
    const personId = tutor.id;
    expect(await ask({ personId, session: 'SCHEDULED' })).toEqual([ids.scheduled]);
    expect(await ask({ personId, payment: 'VOIDED', outcome: 'NOT_HELD', dispute: 'NONE' })).toEqual([
      ids.expiredUnpaid,
    ]);
    expect(await ask({ personId, from: START + HOUR_MS, to: START + 3 * HOUR_MS })).toEqual([ids.asked]);
    expect(await ask({ personId, needsAttention: true })).toEqual([]);
    await database.owner('bookings').where({ id: ids.settled }).update({ needs_attention: true });
    expect(await ask({ personId, needsAttention: true })).toEqual([ids.settled]);
  });
});

describe('tutors', () => {
  it('are listed only when approved, able to be paid and not disabled', async () => {
    const subjectId = await buildSubject(database.owner, 'Logic');
    const good = await buildTutor(database.owner, { subjectId });
    const hidden = [
      await buildTutor(database.owner, { subjectId, columns: { approval: 'suspended' } }),
      await buildTutor(database.owner, { subjectId, columns: { payouts_enabled: false } }),
      await buildTutor(database.owner, { subjectId }),
    ];
    await database.owner('people').where({ id: hidden[2]?.id }).update({ disabled_at: new Date() });
    const all = [good.id, ...hidden.map(({ id }) => id)];
    const listed = [...(await findTutors(database.app, all)).values()].filter(({ bookable }) => bookable);
    expect(listed).toMatchObject([{ id: good.id, subjects: [{ id: subjectId, name: 'Logic', rateMinor: 3000 }] }]);
    for (const { id } of hidden) expect(await findTutor(database.app, id)).toMatchObject({ bookable: false });
    expect(await findTutor(database.app, good.id)).toMatchObject({ bookable: true, durationsMinutes: [30, 60, 90] });
    expect(await findTutor(database.app, student.id)).toBeNull();
  });

  it('have the rate of a subject where it has one', async () => {
    await database.owner('tutor_subjects').where({ tutor_id: tutor.id }).update({ rate_minor: 4500 });
    expect(await findTutor(database.app, tutor.id)).toMatchObject({ rateMinor: 3000, subjects: [{ rateMinor: 4500 }] });
  });

  it('give the engine their windows as local times and the exceptions of the range as instants', async () => {
    await database.owner('weekly_windows').where({ tutor_id: tutor.id }).delete();
    await database.owner('weekly_windows').insert([
      { tutor_id: tutor.id, weekday: 5, starts_local: '20:00', ends_local: '01:30' },
      { tutor_id: tutor.id, weekday: 1, starts_local: '09:00', ends_local: '24:00' },
    ]);
    const exception = (kind: string, from: number) => ({
      tutor_id: tutor.id,
      kind,
      starts_at: new Date(from),
      ends_at: new Date(from + HOUR_MS),
    });
    await database
      .owner('availability_exceptions')
      .insert([
        exception('opening', START),
        exception('blackout', START + DAY_MS),
        exception('blackout', START - DAY_MS),
      ]);
    const found = await findAvailabilityRules(database.app, tutor.id, { from: START, to: START + 2 * DAY_MS });
    expect(found).toEqual({
      bookable: true,
      rules: {
        zone: 'Europe/Kyiv',
        windows: [
          { weekday: 1, start: '09:00', end: '24:00' },
          { weekday: 5, start: '20:00', end: '01:30' },
        ],
        openings: [{ startsAt: START, endsAt: START + HOUR_MS }],
        blackouts: [{ startsAt: START + DAY_MS, endsAt: START + DAY_MS + HOUR_MS }],
        durationsMinutes: [30, 60, 90],
        slotStepMinutes: 30,
        noticeMinutes: 120,
        horizonDays: 60,
        bufferMinutes: 0,
        sessionsPerDay: null,
        minutesPerWeek: null,
      },
    });
    expect(await findAvailabilityRules(database.app, student.id, { from: 0, to: 1 })).toBeNull();
  });

  it('have earned what settled bookings left them, and nothing before', async () => {
    expect(await lifetimeNetMinor(database.app, tutor.id)).toBe(0);
    await database.owner.raw(
      `WITH t AS (INSERT INTO ledger_transactions (idempotency_key, code, at) VALUES (?, 'settled', now()) RETURNING id)
       INSERT INTO ledger_postings (transaction_id, line, account, currency, amount_minor, at)
       SELECT t.id, l.line, l.account, 'EUR', l.amount, now() FROM t, (VALUES (1, 'provider_clearing', 3000),
         (2, 'tutor_payable:' || CAST(? AS text), -2400), (3, 'commission_revenue', -600)) AS l(line, account, amount)`,
      [`settled:${tutor.id}`, tutor.id],
    );
    expect(await lifetimeNetMinor(database.app, tutor.id)).toBe(2400);
    await database.owner.raw(`UPDATE tutors SET currency = 'USD' WHERE person_id = ?`, [tutor.id]);
    expect(await lifetimeNetMinor(database.app, tutor.id)).toBe(0);
  });

  it('decide which subjects are shown', async () => {
    const name = `Untaught ${tutor.id}`;
    await buildSubject(database.owner, name);
    const names = (await listSubjects(database.app)).map((subject) => subject.name);
    expect(names).toContain('Mathematics');
    expect(names).not.toContain(name);
  });
});
