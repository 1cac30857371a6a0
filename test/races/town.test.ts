/**
 * Protects: two lessons never overlap and one decision wins, however many ask at once; losers are answered with a
 * reason, nobody waits for a lock, and the money agrees with the winner.
 */
import type { BookingView } from '@stoa/contracts/http/bookings';
import type { Db } from '../../db/postgres';
import { buildSubject, buildTutor } from '../factories/tutors';
import { buildCrowd, databaseOf } from '../harness/crowd';
import { Person, type Answer } from '../harness/person';
import { becomes, bookAndPay, findWishes, moveClock } from '../harness/story';
import { Town } from '../harness/town';

const CROWD = 50;
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

const codesOf = (answers: readonly Answer<unknown>[]) =>
  answers.reduce<Record<string, number>>((counts, { status, body }) => {
    const name = status < 300 ? 'won' : `${status} ${(body as { code: string }).code}`;
    return { ...counts, [name]: (counts[name] ?? 0) + 1 };
  }, {});

describe('a crowd that asks at the same moment', () => {
  let town: Town;
  let db: Db;
  let crowd: Person[];
  let subjectId: string;
  const at = new Date(Math.ceil(Date.now() / DAY_MS) * DAY_MS + 5 * DAY_MS + DAY_MS / 2).toISOString();

  beforeAll(async () => {
    town = await Town.start({ RATE_LIMIT_FACTOR: '1000' });
    db = databaseOf(town);
    crowd = await buildCrowd(db, town.file.addresses.api, CROWD);
    subjectId = await buildSubject(db);
  }, 300_000);

  afterAll(async () => {
    await db.destroy();
    await town.stop();
  }, 90_000);

  const live = async (column: 'tutor_id' | 'student_id', id: string) => {
    const { rows } = await db.raw<{ rows: { n: number }[] }>(
      `SELECT count(*)::int AS n FROM bookings WHERE ${column} = ? AND session IN ('REQUESTED', 'SCHEDULED', 'ACTIVE')`,
      [id],
    );
    return rows[0]!.n;
  };

  it('gives one slot of a tutor to one of fifty students', async () => {
    const tutor = await buildTutor(db, { subjectId, zone: 'Europe/London' });
    const wish = { tutorId: tutor.id, subjectId, startsAt: at, durationMinutes: 60 };
    const quotes = await Promise.all(crowd.map((student) => student.quote(wish)));
    const answers = await Promise.all(crowd.map((student, i) => student.book(quotes[i]!.token)));
    expect(codesOf(answers)).toEqual({ won: 1, '409 slot_taken': CROWD - 1 });
    expect(await live('tutor_id', tutor.id)).toBe(1);
  }, 60_000);

  it('gives one student one of fifty lessons at overlapping times', async () => {
    const student = crowd[0]!;
    const { id } = (await student.get<{ id: string }>('/me')).body;
    const later = new Date(Date.parse(at) + DAY_MS).toISOString();
    const tutors = await Promise.all(
      Array.from({ length: CROWD }, () => buildTutor(db, { subjectId, zone: 'Europe/London' })),
    );
    const before = await live('student_id', id);
    const wishes = tutors.map((tutor) => ({ tutorId: tutor.id, subjectId, startsAt: later, durationMinutes: 60 }));
    const quotes = await Promise.all(wishes.map((wish) => student.quote(wish)));
    const answers = await Promise.all(quotes.map(({ token }) => student.book(token)));
    expect(codesOf(answers)).toEqual({ won: 1, '409 student_busy': CROWD - 1 });
    expect(await live('student_id', id)).toBe(before + 1);
  }, 60_000);

  // Loss prevented: a tutor who teaches three lessons a day stands before twenty, because each request saw two.
  it.each([
    ['day', { max_sessions_per_day: 3 }, 'tutor_day_full', 0],
    ['week', { max_minutes_per_week: 90 }, 'tutor_week_full', 1],
  ])(
    'gives a tutor no more lessons than the %s has room for, at twenty times that do not overlap',
    async (...row) => {
      const [, columns, code, nth] = row;
      const tutor = await buildTutor(db, { subjectId, zone: 'Europe/London', columns });
      const morning = Date.parse(at) + 2 * DAY_MS - 4 * HOUR_MS;
      // others each time: whoever won has no time for the same hours with another tutor
      const students = crowd.slice(10 + 20 * nth, 30 + 20 * nth);
      const quotes = await Promise.all(
        students.map((student, i) => {
          const startsAt = new Date(morning + (i * HOUR_MS) / 2).toISOString();
          return student.quote({ tutorId: tutor.id, subjectId, startsAt, durationMinutes: 30 });
        }),
      );
      const answers = await Promise.all(students.map((student, i) => student.book(quotes[i]!.token)));
      expect(codesOf(answers)).toEqual({ won: 3, [`409 ${code}`]: students.length - 3 });
      expect(await live('tutor_id', tutor.id)).toBe(3);
    },
    60_000,
  );

  it('lets one of acceptance, cancellation and expiry win at the same moment, and the money agrees', async () => {
    const { addresses, logins } = town.file;
    const student = await Person.signIn(addresses.api, logins.student);
    const tutor = await Person.signIn(addresses.api, logins.tutor);
    const support = await Person.signIn(addresses.api, logins.support, 'admin');
    const { id } = (await tutor.get<{ id: string }>('/me')).body;
    const ended: BookingView[] = [];
    let now = Date.now();
    for (let round = 0; round < 4; round++) {
      const [wish] = await findWishes(student, { tutorIds: [id], wanted: 1, now });
      const { booking } = await bookAndPay(student, addresses.sandbox, wish!);
      const { body } = await student.get<BookingView>(`/bookings/${booking.id}`);
      const answer = body.deadlines.find(({ kind }) => kind === 'answer')!;
      await moveClock(addresses.sandbox, Date.parse(answer.at) - Date.parse(body.asOf) - 400);
      await Promise.all([tutor.act(booking.id, 'accept'), student.act(booking.id, 'cancel')]);
      now = Date.parse(answer.at);
      ended.push(await becomes(student, booking.id, (view) => view.state.session !== 'REQUESTED'));
    }
    for (const { id: bookingId } of ended) {
      const { body } = await support.get<{ state: BookingView['state']; ledger: { code: string }[] }>(
        `/staff/bookings/${bookingId}`,
      );
      const { session } = body.state;
      const codes = body.ledger.map(({ code }) => code);
      // the clock of the later ones took an accepted lesson further
      const isAccepted = ['SCHEDULED', 'ACTIVE', 'ENDED'].includes(session);
      const expected = ['authorised', isAccepted ? 'captured' : 'released'];
      const moved = codes.filter((code) => ['authorised', 'captured', 'released'].includes(code));
      expect({ session, moved }).toEqual({ session, moved: expected });
    }
  }, 120_000);

  it('leaves books that add up', async () => {
    const { addresses, logins } = town.file;
    const support = await Person.signIn(addresses.api, logins.support, 'admin');
    const { body } = await support.get<{ currencies: { total: { amountMinor: number } }[] }>('/staff/trial-balance');
    expect(body.currencies.map(({ total }) => total.amountMinor).filter((total) => total !== 0)).toEqual([]);
  });
});
