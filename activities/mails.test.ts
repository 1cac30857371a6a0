import { systemClock } from '../platform/clock';
import { createLinkTokens } from '../platform/linkTokens';
import { createTestDatabase, type TestDatabase } from '../db/testing/database';
import { buildBooking } from '../test/factories/bookings';
import { buildStudent } from '../test/factories/people';
import { buildTutor } from '../test/factories/tutors';
import { mailFor } from './mails';
import { MAIL_TEMPLATES, outboxFor } from './notifications';

describe('a mail about a booking', () => {
  let database: TestDatabase;
  let world: Awaited<ReturnType<typeof buildBooking>>;
  beforeAll(async () => {
    database = await createTestDatabase();
    const student = await buildStudent(database.owner, { zone: 'Europe/London' });
    const tutor = await buildTutor(database.owner, { zone: 'Asia/Kolkata' });
    const answerBy = Date.parse('2026-02-03T09:00:00Z');
    const asked = { payment: 'AUTHORIZED', securedAt: Date.parse('2026-02-02T09:00:00Z'), answerBy } as const;
    world = await buildBooking(database.owner, asked, { student, tutor });
  });
  afterAll(() => database?.drop());

  const write = (template: string, personId: string) =>
    mailFor(
      {
        db: database.app,
        clock: systemClock,
        webOrigin: 'https://web.example',
        adminOrigin: 'http://console.example',
        linkTokens: createLinkTokens('secret'),
      },
      { template, personId, bookingId: world.booking.id, values: { actor: 'student' } },
      'mail:booking:1:accept:3:student',
    );

  it('tells the time in the reader’s zone, with the other’s beside it', async () => {
    const toTutor = await write('requestReceived', world.tutor.id);
    expect(toTutor?.to).toBe(world.tutor.email);
    expect(toTutor?.text).toContain('20:30');
    expect(toTutor?.text).toContain('15:00 in London');
    const toStudent = await write('requestSent', world.student.id);
    expect(toStudent?.text).toContain('15:00');
    expect(toStudent?.text).toContain('20:30 in Kolkata');
  });

  it('has a text for every template and reader, with nothing left in braces', async () => {
    for (const template of MAIL_TEMPLATES)
      for (const person of [world.student, world.tutor]) {
        const mail = await write(template, person.id).catch(() => null);
        if (mail === null) continue;
        expect(`${mail.subject}\n${mail.text}`).not.toMatch(/[{}]/);
        expect(mail.text).toContain(`https://web.example/bookings/${world.booking.id}`);
      }
  });

  it('is the same mail at every attempt, so that receivers drop doubles', async () => {
    const [first, second] = [await write('accepted', world.tutor.id), await write('accepted', world.tutor.id)];
    expect(first?.messageId).toBe('<mail.booking.1.accept.3.student@web.example>');
    expect(second).toEqual(first);
  });

  it('is not written to an account that is closed', async () => {
    await database.owner('people').where({ id: world.student.id }).update({ disabled_at: new Date() });
    expect(await write('accepted', world.student.id)).toBeNull();
    await database.owner('people').where({ id: world.student.id }).update({ disabled_at: null });
  });

  describe('is asked for', () => {
    const told = (type: string, change: object = {}) =>
      outboxFor(
        'key',
        { ...world.booking, payment: 'AUTHORIZED' },
        {
          after: { ...world.booking, securedAt: 1, ...change },
          entry: { type, actor: 'clock', at: 1 },
        },
      )
        .filter(({ kind }) => kind === 'mail')
        .map(({ payload }) => ('template' in payload ? [payload.template, payload.personId] : []));

    it('by what the reader would want to know', () => {
      expect(told('decline')).toEqual([['declined', world.student.id]]);
      expect(told('expireRequest').map(([template]) => template)).toEqual(['requestExpired', 'requestExpired']);
      expect(told('settle')).toEqual([]);
    });

    it('not while the card company has not confirmed', () => {
      const pending = { move: 'accept' };
      expect(told('accept', { pending })).toEqual([]);
    });

    it('not of the tutor about an unpaid hold', () => {
      const hold = { ...world.booking, securedAt: null };
      const lines = outboxFor(
        'key',
        { ...hold, payment: 'PENDING' },
        {
          after: hold,
          entry: { type: 'expireHold', actor: 'provider', at: 1 },
        },
      );
      expect(lines.filter(({ kind }) => kind === 'mail')).toHaveLength(1);
      expect(lines.find(({ kind }) => kind === 'realtime')?.payload).toMatchObject({ tutorSees: false });
    });
  });
});
