/** Protects: nobody is asked for what they did already, nobody learns from a mail what is still blind, and nobody is told twice. */
import { DAY_MS, HOUR_MS, POLICIES } from '@stoa/domain/policies';
import { v7 } from 'uuid';
import { addToOutbox, type MailPayload, type OutboxLine } from '../db/queries/outbox';
import { rows } from '../db/postgres';
import { createTestDatabase, type TestDatabase } from '../db/testing/database';
import { askForReviews, reviewRemoved, reviewReplied, reviewWritten } from '../db/queries/reviewLines';
import { findReview, type StoredReview } from '../db/queries/reviews';
import { createLinkTokens } from '../platform/linkTokens';
import { buildBooking } from '../test/factories/bookings';
import { buildStudent } from '../test/factories/people';
import { buildTutor } from '../test/factories/tutors';
import { mailFor } from './mails';
import { outboxFor } from './notifications';

const STARTS = Date.parse('2026-02-09T15:00:00Z');
const ENDS = STARTS + HOUR_MS;
const COMPLETED = {
  session: 'ENDED',
  outcome: 'COMPLETED',
  payment: 'AUTHORIZED',
  securedAt: STARTS - DAY_MS,
} as const;
const SECRET = 'Words that only the page may show.';

let database: TestDatabase;
let now = ENDS + 3 * HOUR_MS;
let world: Awaited<ReturnType<typeof buildBooking>>;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());
beforeEach(async () => {
  now = ENDS + 3 * HOUR_MS;
  const student = await buildStudent(database.owner, { zone: 'Europe/London' });
  const tutor = await buildTutor(database.owner, { zone: 'Asia/Kolkata' });
  world = await buildBooking(database.owner, { ...COMPLETED, startsAt: STARTS, endsAt: ENDS }, { student, tutor });
});

const mailOf = (line: OutboxLine) =>
  mailFor(
    {
      db: database.app,
      clock: { now: () => now, offsetMs: () => 0 },
      webOrigin: 'https://web.example',
      adminOrigin: 'http://console.example',
      linkTokens: createLinkTokens('secret'),
    },
    line.payload as MailPayload,
    line.key,
  );
const mailsOf = (lines: readonly OutboxLine[]) => lines.filter(({ kind }) => kind === 'mail');
async function written(of: 'tutor' | 'student', more: object = {}): Promise<StoredReview> {
  const { booking } = world;
  const [author_id, about_id] =
    of === 'tutor' ? [booking.studentId, booking.tutorId] : [booking.tutorId, booking.studentId];
  const [id, at] = [v7(), new Date(ENDS + HOUR_MS)];
  const row = { id, booking_id: booking.id, of, author_id, about_id, stars: 3, text: SECRET, written_at: at };
  await database.owner('reviews').insert({ ...row, publishes_at: new Date(ENDS + HOUR_MS + 7 * DAY_MS), ...more });
  return (await findReview(database.app, id))!;
}
const [askStudent, askTutor] = [0, 1].map((n) => () => askForReviews(world.booking)[n]!);

describe('the request for a review', () => {
  it('leaves once when the session is completed, some hours after its end, to both', async () => {
    const from = { ...world.booking, session: 'ACTIVE', outcome: null } as const;
    const told = (outcome: 'COMPLETED' | 'NO_SHOW_STUDENT', before: typeof from.outcome | 'COMPLETED' = null) =>
      outboxFor(
        'key',
        { ...from, outcome: before },
        { after: { ...world.booking, outcome }, entry: { type: 'end', actor: 'clock', at: ENDS } },
      ).filter(({ kind }) => kind === 'mail');
    const lines = told('COMPLETED');
    expect(lines.map(({ payload }) => (payload as MailPayload).personId)).toEqual([world.student.id, world.tutor.id]);
    expect(lines[0]?.availableAt).toBe(ENDS + POLICIES.reviews.askAfterHours * HOUR_MS);
    expect(told('NO_SHOW_STUDENT')).toEqual([]);
    expect(told('COMPLETED', 'COMPLETED')).toEqual([]);
    for (let n = 0; n < 2; n++) await database.app.transaction((trx) => addToOutbox(trx, lines));
    const keys = lines.map(({ key }) => key);
    const kept = await rows(database.owner, `SELECT 1 FROM outbox WHERE dedupe_key = ANY(?)`, [keys]);
    expect(kept).toHaveLength(2);
  });

  it('speaks in the reader’s zone, with until when and the way to the form', async () => {
    const mail = await mailOf(askTutor!());
    expect(mail?.to).toBe(world.tutor.email);
    expect(mail?.subject).toContain(world.student.name);
    expect(mail?.text).toContain('20:30');
    expect(mail?.text).toContain('15:00 in London');
    expect(mail?.text).toContain('21:30');
    expect(mail?.text).toContain(`https://web.example/bookings/${world.booking.id}#reviews`);
    expect(`${mail?.subject}${mail?.text}`).not.toMatch(/[{}]/);
  });

  it('is not sent to who has written already, and tells the other side only that it was', async () => {
    await written('tutor');
    expect(await mailOf(askStudent!())).toBeNull();
    const mail = await mailOf(askTutor!());
    expect(mail?.text).toContain('has written already');
    expect(mail?.text).not.toContain(SECRET);
  });

  it('is not sent when the outcome was corrected meanwhile, nor when writing is closed', async () => {
    now = ENDS + POLICIES.reviews.writeDays * DAY_MS + 1;
    expect(await mailOf(askStudent!())).toBeNull();
    now = ENDS + 3 * HOUR_MS;
    await database.owner('bookings').where({ id: world.booking.id }).update({ outcome: 'NO_SHOW_STUDENT' });
    expect(await mailOf(askStudent!())).toBeNull();
  });
});

describe('the news of a review', () => {
  it('waits for the blind days, and is not told again to who wrote as well', async () => {
    const review = await written('tutor');
    const [line] = mailsOf(reviewWritten(review, false));
    expect(line?.availableAt).toBe(review.publishesAt);
    expect(await mailOf(line!)).toBeNull();
    now = review.publishesAt;
    const mail = await mailOf(line!);
    expect(mail?.to).toBe(world.tutor.email);
    expect(mail?.text).not.toContain(SECRET);
    await written('student');
    expect(await mailOf(line!)).toBeNull();
  });

  it('goes to the first writer when the second publishes both', async () => {
    const at = new Date(now);
    await written('tutor', { publishes_at: at });
    const second = await written('student', { publishes_at: at });
    const [line] = mailsOf(reviewWritten(second, true));
    expect(line).not.toHaveProperty('availableAt');
    const mail = await mailOf(line!);
    expect(mail?.to).toBe(world.student.email);
    expect(mail?.subject).toContain('Both reviews can be read');
  });

  it('of a reply goes to the author, of a removal with its rule to both, of a blind one to its author alone', async () => {
    const review = await written('tutor', { publishes_at: new Date(now), reply: 'Thanks', replied_at: new Date(now) });
    const [replied] = mailsOf(reviewReplied(review, now));
    expect((await mailOf(replied!))?.to).toBe(world.student.email);
    expect(mailsOf(reviewRemoved({ ...review, publishesAt: now + 1 }, now))).toHaveLength(1);
    const removal = { removed_at: new Date(now), removal_rule: 'personal_data' };
    await database.owner('reviews').where({ id: review.id }).update(removal);
    const [mine, theirs] = await Promise.all(mailsOf(reviewRemoved(review, now)).map(mailOf));
    expect([mine?.to, theirs?.to]).toEqual([world.student.email, world.tutor.email]);
    expect(mine?.text).toContain('because it held personal data');
    expect(theirs?.text).not.toContain(SECRET);
    expect(await mailOf(replied!)).toBeNull();
  });
});
