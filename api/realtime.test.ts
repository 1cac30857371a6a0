import { Redis } from 'ioredis';
import type { BookingChanged } from '@stoa/contracts/realtime/events';
import { createEmitter, type Emitter } from '../activities/deliveries';
import { buildBooking } from '../test/factories/bookings';
import { createTestApp, TEST_ORIGINS, type TestApp } from '../test/harness/api';
import { Caller, signedIn } from '../test/harness/caller';
import { closeSockets, connectSocket as connect, type Wire } from '../test/harness/sockets';

let app: TestApp;
let emitter: Emitter;
beforeAll(async () => {
  app = await createTestApp({ realtime: true });
  emitter = createEmitter(new Redis(process.env['REDIS_URL'] ?? process.env['REDIS'] ?? 'redis://127.0.0.1:6379'));
});
afterEach(closeSockets);
afterAll(async () => {
  await emitter.close();
  await app.close();
});

const heard = (socket: Wire): Promise<BookingChanged> =>
  new Promise((resolve) => socket.once('bookingChanged', resolve));
const watch = (socket: Wire, bookingId: string): Promise<boolean> =>
  new Promise((resolve) => socket.emit('watchBooking', bookingId, resolve));
const change = (bookingId: string, people: { studentId: string; tutorId: string }, tutorSees = true) => ({
  bookingId,
  ...people,
  tutorSees,
  version: 2,
  event: 'accept',
  at: Date.parse('2026-02-02T09:00:00Z'),
});

describe('a socket refused', () => {
  it('without a sign-in', async () => {
    await expect(connect(new Caller(app))).rejects.toThrow('unauthenticated');
  });

  it('from a page of another site, and from our other app', async () => {
    const { caller } = await signedIn(app, ['student']);
    await expect(connect(caller, { origin: 'http://evil.test' })).rejects.toThrow();
    await expect(connect(caller, { origin: TEST_ORIGINS.admin })).rejects.toThrow('csrf_refused');
  });

  it('with the sign-in of the other app', async () => {
    const { caller } = await signedIn(app, ['student']);
    await expect(connect(caller, { app: 'admin' })).rejects.toThrow('unauthenticated');
  });
});

describe('a booking’s changes', () => {
  it('reach both parties through the stream, as an address and no more', async () => {
    const [student, tutor] = [await signedIn(app, ['student']), await signedIn(app, ['tutor'])];
    const sockets = await Promise.all([connect(student.caller, { origin: TEST_ORIGINS.web }), connect(tutor.caller)]);
    const both = Promise.all(sockets.map(heard));
    emitter.emit(change('b-1', { studentId: student.person.id, tutorId: tutor.person.id }));
    const expected = { bookingId: 'b-1', version: 2, event: 'accept', at: '2026-02-02T09:00:00.000Z' };
    expect(await both).toEqual([expected, expected]);
  });

  it('of an unpaid hold reach no tutor, and nobody’s reach a stranger', async () => {
    const [student, tutor] = [await signedIn(app, ['student']), await signedIn(app, ['tutor'])];
    const stranger = await signedIn(app, ['student']);
    const [own, teaching, other] = await Promise.all([student, tutor, stranger].map(({ caller }) => connect(caller)));
    const ids: string[] = [];
    teaching!.on('bookingChanged', ({ bookingId }) => ids.push(bookingId));
    other!.on('bookingChanged', ({ bookingId }) => ids.push(bookingId));
    const parties = { studentId: student.person.id, tutorId: tutor.person.id };
    emitter.emit(change('hold', parties, false));
    expect(await heard(own!)).toMatchObject({ bookingId: 'hold' });
    // the stream keeps its order: what comes to the tutor next tells that the hold did not
    const next = heard(teaching!);
    emitter.emit(change('paid', parties));
    await next;
    expect(ids).toEqual(['paid']);
  });

  it('can be watched by who may see the booking', async () => {
    const student = await signedIn(app, ['student']);
    const { booking } = await buildBooking(app.database.owner, {}, { student: student.person });
    const stranger = await connect((await signedIn(app, ['student'])).caller);
    const own = await connect(student.caller);
    const support = await connect((await signedIn(app, ['support'])).caller);
    expect(await watch(own, booking.id)).toBe(true);
    expect(await watch(support, booking.id)).toBe(true);
    expect(await watch(stranger, booking.id)).toBe(false);
    expect(await watch(stranger, 'no id')).toBe(false);
  });
});
