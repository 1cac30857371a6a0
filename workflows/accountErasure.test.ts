import { rows } from '../db/postgres';
import { findClosingFacts } from '../db/queries/closingFacts';
import { DAY_MS, HOUR_MS } from '../domain/policies';
import { buildBooking } from '../test/factories/bookings';
import { codeOf } from '../test/harness/bookingStory';
import { ClosingStage, type ClosingStory } from '../test/harness/closingStory';

describe('the closing of an account', () => {
  let stage: ClosingStage;
  beforeAll(async () => {
    stage = await ClosingStage.open();
  });
  afterAll(() => stage?.close());

  const closingSince = async ({ personId }: ClosingStory): Promise<Date | null> => {
    const sql = `SELECT closing_since AS since FROM people WHERE id = ?`;
    return (await rows<{ since: Date | null }>(stage.database.app, sql, [personId]))[0]?.since ?? null;
  };
  /** A lesson that begins in two days, and how to end it. */
  const withLesson = async () => {
    const startsAt = Date.now() + 2 * DAY_MS;
    const lesson = { session: 'SCHEDULED', payment: 'AUTHORIZED', startsAt, endsAt: startsAt + HOUR_MS } as const;
    const { booking } = await buildBooking(stage.database.owner, { ...lesson, requestedAt: Date.now() });
    const settle = () =>
      stage.database
        .owner('bookings')
        .where({ id: booking.id })
        .update({ session: 'ENDED', outcome: 'COMPLETED', payment: 'CAPTURED' });
    return { story: stage.of(booking.studentId), settle };
  };

  it('cools off for 14 days when nothing is live, reminds, erases, and leaves a receipt', async () => {
    const story = await stage.student();
    expect(await story.ask()).toMatchObject({ state: 'cooling_off' });
    expect(await closingSince(story)).not.toBeNull();
    await story.skip(13 * DAY_MS);
    expect((await story.row())?.state).toBe('cooling_off');
    await story.skip(DAY_MS + HOUR_MS);
    await story.isThrough();
    expect(await story.mails()).toEqual(['asked', 'settled', 'soon', 'receipt']);
    expect(await story.audited()).toEqual(['person.askClosing', 'person.erase']);
    expect((await story.row())?.receipt).toMatch(/^E-[0-9A-Z]{8}$/);
    expect((await story.handle.describe()).status.name).toBe('COMPLETED');
  });

  it('is one closing when two devices ask, and when one asks again', async () => {
    const story = await stage.student();
    const replies = await Promise.all([story.ask('keep'), story.ask('remove'), story.ask('keep', 'k')]);
    expect(new Set(replies.map(({ version }) => version)).size).toBe(1);
    expect(await story.ask('keep', 'k')).toEqual(replies[2]);
    const found = await rows(stage.database.app, `SELECT FROM account_closings WHERE person_id = ?`, [story.personId]);
    expect(found).toHaveLength(1);
    expect(await story.audited()).toEqual(['person.askClosing']);
  });

  it('is called off, books again, and can be asked for anew', async () => {
    const story = await stage.student();
    await story.ask();
    expect(await story.withdraw()).toMatchObject({ state: 'withdrawn' });
    expect(await closingSince(story)).toBeNull();
    expect(await story.mails()).toEqual(['asked', 'settled', 'withdrawn']);
    await story.handle.result();
    expect(await story.ask()).toMatchObject({ state: 'cooling_off' });
  });

  it('is refused to the staff, and leaves nothing', async () => {
    const story = await stage.student();
    await stage.database
      .owner('person_roles')
      .insert({ person_id: story.personId, role: 'owner', granted_at: new Date() });
    expect(await codeOf(story.ask())).toBe('closing_staff_role');
    expect(await story.row()).toBeNull();
    expect(await closingSince(story)).toBeNull();
  });

  // loss: a clock that cancels a lesson takes it from the student, and the money from the tutor
  it('waits for a lesson, cancels nothing, reminds every week, and goes on when it was settled', async () => {
    const { story, settle } = await withLesson();
    expect(await story.ask()).toMatchObject({ state: 'waiting' });
    await story.skip(20 * DAY_MS);
    expect(await story.row()).toMatchObject({ state: 'waiting' });
    expect(await story.mails()).toEqual(['asked', 'waiting', 'waiting']);
    expect(await findClosingFacts(stage.database.app, story.personId, Date.now())).toMatchObject({ lessons: 1 });
    await settle();
    await story.skip(DAY_MS + HOUR_MS);
    await story.becomes('cooling_off');
    await story.skip(2 * DAY_MS);
    expect(await story.row()).toMatchObject({ state: 'cooling_off' });
    await story.skip(DAY_MS + HOUR_MS);
    await story.isThrough();
  });

  it('waits again when something stirs in the days to think it over, even on the last one', async () => {
    const { story, settle } = await withLesson();
    await settle();
    expect(await story.ask()).toMatchObject({ state: 'cooling_off' });
    await story.skip(13 * DAY_MS + 23 * HOUR_MS);
    await stage.database.owner('bookings').where({ student_id: story.personId }).update({ dispute: 'OPEN' });
    await story.skip(2 * HOUR_MS);
    await story.becomes('waiting');
    expect(await story.mails()).toContain('stirred');
    expect(await closingSince(story)).not.toBeNull();
  });

  // safety: the clock's turn and the person's at one instant must not leave half an account
  it('is erased or called off when both come at one instant, and says which', async () => {
    const story = await stage.student();
    await story.ask();
    await story.skip(14 * DAY_MS - 200);
    const [answer] = await Promise.all([codeOf(story.withdraw()), story.skip(400).catch(() => undefined)]);
    const state = (await story.row())?.state;
    if (state === 'withdrawn') expect(answer).toMatch(/^no refusal/);
    else {
      expect(answer).toBe('closing_state_conflict');
      await story.isThrough();
      expect(await codeOf(story.withdraw())).not.toMatch(/^no refusal/);
    }
    expect((await closingSince(story)) === null).toBe(state === 'withdrawn');
  });
});
