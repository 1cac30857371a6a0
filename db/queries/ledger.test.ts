import { randomUUID } from 'node:crypto';
import { accountFor } from '@stoa/domain/ledger';
import { money } from '@stoa/domain/money';
import { buildBooking, REQUESTED_AT, type BuiltWorld } from '../../test/factories/bookings';
import { inTransaction, rows, type Db } from '../postgres';
import { createTestDatabase, type TestDatabase } from '../testing/database';
import { patiently } from '../testing/patiently';
import {
  accountBalances,
  balanceAt,
  LedgerKeyReused,
  post,
  transactionsOf,
  trialBalance,
  type LedgerEntry,
} from './ledger';

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
const context = (at = REQUESTED_AT) => ({ cause: 'test', policyHash: world.booking.policyHash, at });
const record = (entries: readonly LedgerEntry[], at?: number, db: Db = database.app): Promise<string[]> =>
  patiently(() => inTransaction(db, {}, (trx) => post(trx, entries, context(at))));
const entry = (
  kind: 'authorised' | 'captured' | 'returned' | 'released',
  minor: number,
  part?: string,
): LedgerEntry => ({
  event: { kind, bookingId: world.booking.id, amount: eur(minor) },
  ...(part === undefined ? {} : { part }),
});
const settled = (minor: number, commission: number): LedgerEntry => ({
  event: {
    kind: 'settled',
    bookingId: world.booking.id,
    tutorId: world.tutor.id,
    amount: eur(minor),
    commission: eur(commission),
  },
});

/** As a bug would write it: straight into the tables. */
function insertRaw(
  postings: readonly (readonly [account: string, currency: string, minor: number])[],
): Promise<unknown> {
  return inTransaction(database.app, {}, async (trx) => {
    const [transaction] = await rows<{ id: string }>(
      trx,
      `INSERT INTO ledger_transactions (idempotency_key, code, at) VALUES (?, 'bug', now()) RETURNING id`,
      [randomUUID()],
    );
    for (const [index, [account, currency, amount]] of postings.entries())
      await trx('ledger_postings').insert({
        transaction_id: transaction?.id,
        line: index + 1,
        account,
        currency,
        amount_minor: amount,
        at: new Date(),
      });
  });
}

describe('the books', () => {
  it('refuse at commit what does not add up: a unit lost between two accounts', async () => {
    await expect(
      insertRaw([
        ['provider_clearing', 'EUR', 100],
        ['commission_revenue', 'EUR', -99],
      ]),
    ).rejects.toMatchObject({ constraint: 'ledger_postings_zero_sum' });
  });

  it('refuse two currencies that add up only together', async () => {
    await expect(
      insertRaw([
        ['provider_clearing', 'EUR', 100],
        ['commission_revenue', 'USD', -100],
      ]),
    ).rejects.toMatchObject({ constraint: 'ledger_postings_zero_sum' });
  });

  it('refuse a transaction without postings, and a posting of nothing', async () => {
    await expect(insertRaw([])).rejects.toMatchObject({ constraint: 'ledger_transactions_not_empty' });
    await expect(insertRaw([['provider_clearing', 'EUR', 0]])).rejects.toMatchObject({
      constraint: 'ledger_postings_amount_minor_check',
    });
  });

  it('refuse a posting slipped into a transaction that was closed before', async () => {
    await record([entry('authorised', 3000)]);
    const [{ id } = { id: '' }] = await transactionsOf(database.app, world.booking.id);
    const late = database.app('ledger_postings').insert({
      transaction_id: id,
      line: 9,
      account: 'commission_revenue',
      currency: 'EUR',
      amount_minor: -5,
      at: new Date(),
    });
    await expect(late).rejects.toMatchObject({ constraint: 'ledger_postings_zero_sum' });
  });

  it('refuse an account that is not in the chart', async () => {
    await expect(
      insertRaw([
        ['slush_fund', 'EUR', 100],
        ['provider_clearing', 'EUR', -100],
      ]),
    ).rejects.toMatchObject({ constraint: 'ledger_postings_kind_check' });
  });
});

describe('post', () => {
  it('posts every event once, and tells which were new', async () => {
    expect(await record([entry('authorised', 3000)])).toEqual([`booking:${world.booking.id}:authorised`]);
    expect(await record([entry('authorised', 3000), entry('captured', 3000)])).toEqual([
      `booking:${world.booking.id}:captured`,
    ]);
    expect(await transactionsOf(database.app, world.booking.id)).toHaveLength(2);
  });

  it('does not take other money for a repeat: a refund key without the amount loses the difference', async () => {
    await record([entry('authorised', 3000)]);
    await expect(record([entry('authorised', 2000)])).rejects.toBeInstanceOf(LedgerKeyReused);
  });

  it('leaves out an event of nothing', async () => {
    expect(await record([entry('authorised', 0)])).toEqual([]);
  });

  it('does not give back more than a booking holds', async () => {
    await record([entry('authorised', 3000), entry('captured', 3000)]);
    await record([entry('returned', 2000, 'one')]);
    await expect(record([entry('returned', 1001, 'two')])).rejects.toMatchObject({
      constraint: 'ledger_balances_not_overdrawn',
    });
    await record([entry('returned', 1000, 'two')]);
  });

  it('does not let 20 refunds at once spend the same money, from several pools', async () => {
    await record([entry('authorised', 3000), entry('captured', 3000)]);
    const pools = [database.app, database.openPool(10)];
    const results = await Promise.allSettled(
      Array.from({ length: 20 }, (_, i) => record([entry('returned', 1000, `${i}`)], undefined, pools[i % 2])),
    );
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(3);
    const balances = await accountBalances(database.app, world.booking.id);
    expect(balances).toContainEqual({
      account: accountFor.bookingEscrow(world.booking.id),
      currency: 'EUR',
      balanceMinor: 0,
    });
  });

  it('takes the same event from 20 sides at once as one', async () => {
    const results = await Promise.all(Array.from({ length: 20 }, () => record([entry('authorised', 3000)])));
    expect(results.flat()).toHaveLength(1);
  });
});

describe('questions to the books', () => {
  it('answer what each account of a booking holds, in the sign people read', async () => {
    await record([entry('authorised', 3000), entry('captured', 3000), settled(3000, 600)]);
    expect(await accountBalances(database.app, world.booking.id)).toEqual(
      expect.arrayContaining([
        { account: accountFor.cardAuthorized(world.booking.id), currency: 'EUR', balanceMinor: 0 },
        { account: accountFor.bookingEscrow(world.booking.id), currency: 'EUR', balanceMinor: 0 },
        { account: accountFor.tutorPayable(world.tutor.id), currency: 'EUR', balanceMinor: 2400 },
        { account: 'commission_revenue', currency: 'EUR', balanceMinor: 600 },
        { account: 'provider_clearing', currency: 'EUR', balanceMinor: 3000 },
      ]),
    );
  });

  it('answer as of any instant', async () => {
    await record([entry('authorised', 3000)], REQUESTED_AT);
    await record([entry('captured', 3000)], REQUESTED_AT + 60_000);
    const account = { account: accountFor.cardAuthorized(world.booking.id), currency: 'EUR' } as const;
    expect(await balanceAt(database.app, account, REQUESTED_AT - 1)).toBe(0);
    expect(await balanceAt(database.app, account, REQUESTED_AT)).toBe(3000);
    expect(await balanceAt(database.app, account, REQUESTED_AT + 60_000)).toBe(0);
    expect(await accountBalances(database.app, world.booking.id, REQUESTED_AT)).toHaveLength(2);
  });

  it('add up to zero in each currency, whatever was posted', async () => {
    await record([entry('authorised', 3000), entry('captured', 3000)]);
    const balances = await trialBalance(database.app);
    expect(balances.map(({ currency, totalMinor }) => ({ currency, totalMinor }))).toEqual([
      { currency: 'EUR', totalMinor: 0 },
    ]);
    expect(balances[0]?.accounts.length).toBeGreaterThan(2);
    expect(await trialBalance(database.app, 0)).toEqual([]);
  });
});
