/**
 * Protects: a booking that a client was told of is never forgotten, ends as it should and is charged once, whatever
 * process dies while bookings stream through it.
 */
import type { StaffBookingView } from '@stoa/contracts/http/staff';
import { Person } from '../harness/person';
import { bookUntilTold, carryToScheduled } from '../harness/stream';
import { becomes, findWishes, moveClock, type Wish } from '../harness/story';
import { Town } from '../harness/town';

const PROCESSES = ['worker', 'api', 'redis', 'temporal', 'postgres'] as const;
const PER_KILL = 4;
const DAY_MS = 86_400_000;

describe('a town in which one process is killed in the middle of a stream of bookings', () => {
  let town: Town;
  let student: Person;
  let tutor: Person;
  let support: Person;
  let sandbox: string;
  let wishes: Wish[];
  const told: string[] = [];

  beforeAll(async () => {
    town = await Town.start();
    const { addresses, logins } = town.file;
    sandbox = addresses.sandbox;
    student = await Person.signIn(addresses.api, logins.student);
    tutor = await Person.signIn(addresses.api, logins.tutor);
    support = await Person.signIn(addresses.api, logins.support, 'admin');
    const { body } = await tutor.get<{ id: string }>('/me');
    wishes = await findWishes(student, [body.id], PROCESSES.length * PER_KILL);
  }, 300_000);

  afterAll(() => town.stop(), 90_000);

  it.each(PROCESSES)(
    'keeps every booking it told of when %s dies',
    async (name) => {
      const mine = wishes.splice(0, PER_KILL);
      const killing = town.kill(name);
      const bookings = await Promise.all(
        mine.map(async (wish) => {
          const bookingId = await bookUntilTold(student, wish);
          told.push(bookingId);
          return carryToScheduled({ student, tutor, sandbox }, bookingId);
        }),
      );
      await killing;
      expect(bookings.map(({ state }) => state.session)).toEqual(mine.map(() => 'SCHEDULED'));
    },
    180_000,
  );

  it('settles them all, charges each once, and its books add up', async () => {
    for (let day = 0; day < 50; day += 10) await moveClock(sandbox, 10 * DAY_MS);
    for (const bookingId of told) {
      await becomes(student, bookingId, ({ state }) => state.payment === 'CAPTURED');
      const { body } = await support.get<StaffBookingView>(`/staff/bookings/${bookingId}`);
      expect(body.state).toEqual({ session: 'ENDED', outcome: 'COMPLETED', payment: 'CAPTURED', dispute: 'NONE' });
      expect(body.payments.map(({ captured }) => captured)).toEqual([body.money.price]);
      expect(body.ledger.filter(({ code }) => code === 'captured')).toHaveLength(1);
      expect(body.refunds).toEqual([]);
    }
    const { body } = await support.get<{ currencies: { total: { amountMinor: number } }[] }>('/staff/trial-balance');
    expect(body.currencies.length).toBeGreaterThan(0);
    expect(body.currencies.map(({ total }) => total.amountMinor)).toEqual(body.currencies.map(() => 0));
  }, 180_000);
});
