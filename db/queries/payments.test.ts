import { accountFor } from '@stoa/domain/ledger';
import { money } from '@stoa/domain/money';
import fc from 'fast-check';
import { buildBooking, REQUESTED_AT, type BuiltWorld } from '../../test/factories/bookings';
import { inTransaction, rows } from '../postgres';
import { createTestDatabase, type TestDatabase } from '../testing/database';
import { patiently } from '../testing/patiently';
import { accountBalances, transactionsOf, trialBalance } from './ledger';
import {
  listUnsettledPayments,
  paymentsOf,
  recordPaymentSnapshot,
  type PaymentSnapshot,
  type RefundSnapshot,
} from './payments';
import { recordRefundSnapshot, refundsOf } from './refunds';
import { appliedEvents, closeDelivery, openDelivery, storeWebhookEvent } from './webhooks';

let database: TestDatabase;
let world: BuiltWorld;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());
beforeEach(async () => {
  world = await buildBooking(database.owner);
});

const eur = (minor: number) => money(minor, 'EUR');
let facts = 0;

function snapshot(differences: Partial<PaymentSnapshot> = {}): PaymentSnapshot {
  const { id } = world.booking;
  return {
    bookingId: id,
    checkoutId: `cs_${id}`,
    checkoutUrl: `https://pay.example/${id}`,
    checkout: 'open',
    checkoutExpiresAt: REQUESTED_AT + 1_860_000,
    paymentIntentId: null,
    status: 'none',
    amount: eur(3000),
    authorized: null,
    captured: null,
    refunded: null,
    captureBefore: null,
    chargeId: null,
    fee: null,
    declineCode: null,
    ...differences,
  };
}
const held = (differences: Partial<PaymentSnapshot> = {}): PaymentSnapshot =>
  snapshot({
    checkout: 'complete',
    paymentIntentId: `pi_${world.booking.id}`,
    status: 'authorized',
    authorized: eur(3000),
    captureBefore: REQUESTED_AT + 600_000_000,
    ...differences,
  });
const taken = (differences: Partial<PaymentSnapshot> = {}): PaymentSnapshot =>
  held({ status: 'captured', captured: eur(3000), fee: eur(117), chargeId: 'ch_1', ...differences });
const letGo = (): PaymentSnapshot => held({ status: 'released' });

const learn = (told: PaymentSnapshot, at = REQUESTED_AT, source: 'webhook' | 'activity' = 'webhook') => {
  facts += 1;
  const cause = { id: `evt_${facts}`, source, at };
  return patiently(() => inTransaction(database.app, {}, (trx) => recordPaymentSnapshot(trx, told, cause)));
};
function refund(differences: Partial<RefundSnapshot> = {}): RefundSnapshot {
  const { id } = world.booking;
  return {
    refundId: `re_${id}`,
    paymentIntentId: `pi_${id}`,
    amount: eur(1500),
    status: 'succeeded',
    businessKey: `booking:${id}:cancel`,
    ...differences,
  };
}
const learnRefund = (told: RefundSnapshot) => {
  facts += 1;
  const cause = { id: `evt_${facts}`, source: 'webhook', at: REQUESTED_AT } as const;
  return inTransaction(database.app, {}, (trx) => recordRefundSnapshot(trx, told, cause));
};
const codes = async (): Promise<string[]> =>
  (await transactionsOf(database.app, world.booking.id)).map(({ code }) => code);
const balance = async (account: string): Promise<number> =>
  (await accountBalances(database.app, world.booking.id)).find((found) => found.account === account)?.balanceMinor ?? 0;
const escrow = () => balance(accountFor.bookingEscrow(world.booking.id));
const signals = async (): Promise<string[]> =>
  (
    await rows<{ status: string }>(
      database.app,
      `SELECT payload->'input'->>'status' AS status FROM outbox WHERE payload->>'bookingId' = ? ORDER BY id`,
      [world.booking.id],
    )
  ).map(({ status }) => status);

describe('recordPaymentSnapshot', () => {
  it('follows a payment from its page to the captured money, mirrored in the books', async () => {
    await learn(snapshot());
    await learn(held());
    await learn(taken());
    const [payment, ...others] = await paymentsOf(database.app, world.booking.id);
    expect(others).toEqual([]);
    expect(payment).toMatchObject({
      status: 'captured',
      checkout: 'complete',
      captured: eur(3000),
      fee: eur(117),
      isPrimary: true,
    });
    expect(await codes()).toEqual(['authorised', 'captured', 'provider_fee']);
    expect(await signals()).toEqual(['authorized', 'captured']);
  });

  it('changes nothing when it is told again', async () => {
    for (const told of [held(), held(), taken(), taken(), held(), snapshot()]) await learn(told);
    expect(await codes()).toEqual(['authorised', 'captured', 'provider_fee']);
    expect(await signals()).toEqual(['authorized', 'captured']);
  });

  it('mirrors a capture that is the first it hears of', async () => {
    await learn(taken());
    expect(await codes()).toEqual(['authorised', 'captured', 'provider_fee']);
    expect(await escrow()).toBe(3000);
  });

  it('lets go of the rest when only a part was captured', async () => {
    await learn(taken({ captured: eur(1000), fee: null }));
    expect(await codes()).toEqual(['authorised', 'captured', 'released']);
    expect(await escrow()).toBe(1000);
    expect(await balance(accountFor.cardAuthorized(world.booking.id))).toBe(0);
  });

  it('sends the booking’s own workflow no signal about what it has just been answered', async () => {
    await learn(held(), REQUESTED_AT, 'activity');
    expect(await signals()).toEqual([]);
    expect(await codes()).toEqual(['authorised']);
  });

  it('reports a page that ran out, once', async () => {
    await learn(snapshot());
    await learn(snapshot({ checkout: 'expired' }));
    await learn(snapshot({ checkout: 'expired' }));
    await learn(snapshot({ checkout: 'open' }), REQUESTED_AT + 1);
    expect((await paymentsOf(database.app, world.booking.id))[0]?.checkout).toBe('expired');
    expect(await signals()).toEqual(['checkout_expired']);
  });

  it('keeps a declined attempt and goes on to the card that works', async () => {
    await learn(held({ status: 'failed', checkout: 'open', authorized: null, declineCode: 'card_declined' }));
    expect((await paymentsOf(database.app, world.booking.id))[0]).toMatchObject({ declineCode: 'card_declined' });
    await learn(held(), REQUESTED_AT + 1);
    expect((await paymentsOf(database.app, world.booking.id))[0]).toMatchObject({
      status: 'authorized',
      declineCode: null,
    });
  });

  it('tells money that came twice apart: each has postings of its own', async () => {
    await learn(held());
    await learn(held({ checkoutId: 'cs_second', paymentIntentId: 'pi_second' }));
    expect((await paymentsOf(database.app, world.booking.id)).map(({ isPrimary }) => isPrimary)).toEqual([true, false]);
    expect(await escrow()).toBe(6000);
    await learn(held({ checkoutId: 'cs_second', paymentIntentId: 'pi_second', status: 'released' }));
    expect(await escrow()).toBe(3000);
  });

  /** The furthest of what was told, in whatever order. */
  function endOf(names: readonly string[], wasTaken: boolean): { status: string; escrow: number } {
    if (names.includes('letGo') || (wasTaken && names.includes('taken')))
      return wasTaken ? { status: 'captured', escrow: 3000 } : { status: 'released', escrow: 0 };
    return names.some((name) => name !== 'page')
      ? { status: 'authorized', escrow: 3000 }
      : { status: 'none', escrow: 0 };
  }

  it('comes to the same end in every order of arrival', async () => {
    const told = fc.shuffledSubarray(['page', 'held', 'taken', 'letGo', 'held again'] as const, { minLength: 1 });
    await fc.assert(
      fc.asyncProperty(told, fc.boolean(), async (names, wasTaken) => {
        world = await buildBooking(database.owner);
        const all = {
          page: snapshot(),
          held: held(),
          taken: wasTaken ? taken() : held(),
          letGo: wasTaken ? taken() : letGo(),
          'held again': held(),
        };
        for (const [index, name] of names.entries()) await learn(all[name], REQUESTED_AT - index);
        const [payment] = await paymentsOf(database.app, world.booking.id);
        expect({ status: payment?.status, escrow: await escrow() }).toEqual(endOf(names, wasTaken));
        expect(new Set(await codes()).size).toBe((await codes()).length);
      }),
      { numRuns: 25 },
    );
    for (const { totalMinor } of await trialBalance(database.app)) expect(totalMinor).toBe(0);
  });

  it('takes 20 simultaneous deliveries of one fact as one', async () => {
    await Promise.all(Array.from({ length: 20 }, () => learn(held())));
    expect(await paymentsOf(database.app, world.booking.id)).toHaveLength(1);
    expect(await codes()).toEqual(['authorised']);
    expect(await signals()).toEqual(['authorized']);
  });

  it('refuses a payment that is known under another booking', async () => {
    const mine = held();
    await learn(mine);
    world = await buildBooking(database.owner);
    await expect(learn({ ...mine, bookingId: world.booking.id })).rejects.toThrow(/belongs to another booking/);
  });
});

describe('recordRefundSnapshot', () => {
  it('posts a refund once it is accepted, however often it is told', async () => {
    await learn(taken());
    for (const status of ['pending', 'succeeded', 'pending'] as const) await learnRefund(refund({ status }));
    expect(await refundsOf(database.app, world.booking.id)).toMatchObject([{ status: 'succeeded', amount: eur(1500) }]);
    expect((await codes()).filter((code) => code === 'returned')).toHaveLength(1);
    expect((await paymentsOf(database.app, world.booking.id))[0]?.refunded).toEqual(eur(1500));
    expect(await escrow()).toBe(1500);
  });

  it('turns a refund that came back into wallet cash, and stays deaf to older answers', async () => {
    await learn(taken());
    for (const status of ['succeeded', 'failed', 'failed', 'succeeded'] as const) await learnRefund(refund({ status }));
    expect(await balance(accountFor.studentWallet(world.student.id))).toBe(1500);
    expect((await codes()).slice(-2)).toEqual(['returned', 'refund_failed']);
  });

  it('posts nothing for a refund that was never accepted', async () => {
    await learn(taken());
    await learnRefund(refund({ status: 'failed' }));
    expect(await codes()).not.toContain('returned');
    expect(await escrow()).toBe(3000);
    await learnRefund(refund({ refundId: 're_second' }));
    expect(await escrow()).toBe(1500);
  });

  it('asks people to look when more went back than the booking held', async () => {
    await learn(taken());
    await learnRefund(refund({ amount: eur(3000) }));
    const result = await learnRefund(refund({ refundId: 're_by_hand', amount: eur(100) }));
    expect(result).toMatchObject({ explained: false });
    const [row] = await rows<{ needs_attention: boolean }>(
      database.app,
      `SELECT needs_attention FROM bookings WHERE id = ?`,
      [world.booking.id],
    );
    expect(row?.needs_attention).toBe(true);
  });

  it('knows nothing of a refund of somebody else’s payment', async () => {
    expect(await learnRefund(refund({ paymentIntentId: 'pi_unheard_of' }))).toBeNull();
  });
});

describe('listUnsettledPayments', () => {
  it('names what can still change, the longest unasked first, and nothing that is final', async () => {
    await learn(snapshot(), REQUESTED_AT + 5_000);
    const open = world.booking.id;
    world = await buildBooking(database.owner);
    await learn(held(), REQUESTED_AT + 1_000);
    const authorized = world.booking.id;
    world = await buildBooking(database.owner);
    await learn(taken(), REQUESTED_AT + 1_000);
    const final = world.booking.id;
    const found = await listUnsettledPayments(database.app, { askedBefore: REQUESTED_AT + 10_000, limit: 100 });
    const ids = found.map(({ bookingId }) => bookingId);
    expect(ids.indexOf(authorized)).toBeLessThan(ids.indexOf(open));
    expect(ids).toContain(authorized);
    expect(ids).not.toContain(final);
    const earlier = await listUnsettledPayments(database.app, { askedBefore: REQUESTED_AT + 5_000, limit: 100 });
    expect(earlier.map(({ bookingId }) => bookingId)).not.toContain(open);
  });
});

describe('webhook events', () => {
  const event = (eventId: string) =>
    ({ provider: 'stripe', eventId, type: 'x', createdAt: 1, source: 'webhook', appliedAt: 2 }) as const;

  it('are new once, also when they are delivered 10 times at once', async () => {
    const results = await Promise.all(
      Array.from({ length: 10 }, () =>
        inTransaction(database.app, {}, (trx) => storeWebhookEvent(trx, event('evt_a'))),
      ),
    );
    expect(results.filter((result) => result === 'new')).toHaveLength(1);
    expect(await appliedEvents(database.app, 'stripe', ['evt_a', 'evt_b'])).toEqual(new Set(['evt_a']));
  });

  it('are new again when what they caused was rolled back: marker and effect are one transaction', async () => {
    const failing = inTransaction(database.app, {}, async (trx) => {
      await storeWebhookEvent(trx, event('evt_c'));
      throw new Error('the effect failed');
    });
    await expect(failing).rejects.toThrow('the effect failed');
    expect(await inTransaction(database.app, {}, (trx) => storeWebhookEvent(trx, event('evt_c')))).toBe('new');
  });

  it('keep the body as it came, also of a delivery that failed', async () => {
    const rawBody = Buffer.from('{"id":"evt_d"}');
    const id = await openDelivery(database.app, {
      provider: 'stripe',
      eventId: 'evt_d',
      type: 'charge.refunded',
      objectId: 'ch_d',
      rawBody,
    });
    await closeDelivery(database.app, id, { outcome: 'failed', problem: 'store down' });
    const [row] = await rows<{ outcome: string; raw_body: Buffer; problem: string }>(
      database.app,
      `SELECT outcome, raw_body, problem FROM webhook_deliveries WHERE id = ?`,
      [id],
    );
    expect(row).toEqual({ outcome: 'failed', raw_body: rawBody, problem: 'store down' });
  });
});
