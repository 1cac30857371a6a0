/**
 * Protects: a booking that a client was told of is never forgotten, ends as it should and is charged once, whatever
 * process dies and whatever happens to the network while bookings stream through.
 */
import type { StaffBookingView } from '@stoa/contracts/http/staff';
import { breakNetwork, FAULT_NAMES, type Neighbour } from '../harness/network';
import { Person } from '../harness/person';
import { bookUntilTold, carryToScheduled } from '../harness/stream';
import { becomes, findWishes, moveClock, type Wish } from '../harness/story';
import { Town } from '../harness/town';

const PROCESSES = ['worker', 'api', 'redis', 'temporal', 'postgres'] as const;
const NEIGHBOURS: readonly Neighbour[] = ['postgres', 'redis', 'temporal', 'stripe'];
/** the hold limit of a student is 3 */
const STREAM = 3;
const OUTAGE_MS = 1_500;
const DAY_MS = 86_400_000;

describe('a town that is broken while bookings stream through it', () => {
  let town: Town;
  let student: Person;
  let tutor: Person;
  let support: Person;
  let wishes: Wish[];
  const told: string[] = [];

  beforeAll(async () => {
    town = await Town.start({ STOA_TOXIPROXY: '1', RATE_LIMIT_FACTOR: '1000' });
    const { addresses, logins } = town.file;
    student = await Person.signIn(addresses.api, logins.student);
    tutor = await Person.signIn(addresses.api, logins.tutor);
    support = await Person.signIn(addresses.api, logins.support, 'admin');
    const { body } = await tutor.get<{ id: string }>('/me');
    wishes = await findWishes(student, {
      tutorIds: [body.id],
      wanted: (PROCESSES.length + NEIGHBOURS.length) * STREAM,
    });
  }, 300_000);

  afterAll(() => town.stop(), 90_000);

  async function streamWhile(disturbance: () => Promise<void>): Promise<string[]> {
    const { sandbox } = town.file.addresses;
    const disturbed = disturbance();
    const scheduled = await Promise.all(
      wishes.splice(0, STREAM).map(async (wish) => {
        const bookingId = await bookUntilTold(student, wish);
        told.push(bookingId);
        const { state } = await carryToScheduled({ student, tutor, sandbox }, bookingId);
        return state.session;
      }),
    );
    await disturbed;
    return scheduled;
  }

  const ALL_SCHEDULED = Array.from({ length: STREAM }, () => 'SCHEDULED');

  it.each(PROCESSES)(
    'keeps every booking it told of when %s is killed',
    async (name) => {
      expect(await streamWhile(() => town.kill(name))).toEqual(ALL_SCHEDULED);
    },
    180_000,
  );

  it.each(NEIGHBOURS)(
    'keeps every booking it told of when the network to %s is cut, slowed and reset',
    async (neighbour) => {
      const { toxiproxyUrl } = town.file;
      const breakAll = async () => {
        for (const fault of FAULT_NAMES) await breakNetwork(toxiproxyUrl!, { neighbour, fault }, OUTAGE_MS);
      };
      expect(await streamWhile(breakAll)).toEqual(ALL_SCHEDULED);
    },
    180_000,
  );

  it('settles them all, charges each once, and its books add up', async () => {
    for (let day = 0; day < 60; day += 15) await moveClock(town.file.addresses.sandbox, 15 * DAY_MS);
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
