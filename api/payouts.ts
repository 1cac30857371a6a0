import {
  beginPayoutAccount,
  claimPayoutLook,
  findPayouts,
  nextPayoutAttempt,
  recordPayoutAccount,
  type KnownPayouts,
  type PayoutAttempt,
} from '../db/queries/payoutAccounts';
import { inTransaction } from '../db/postgres';
import type { House } from './house';
import { companyFailure, type DeskAccount } from './payoutDesk';
import { found, Refusal } from './refusal';

/** Whoever comes back from the company's page is told what it says; a page that is loaded again and again, what we know. */
const LOOK_EVERY_MS = 5_000;
/** The company forgets a key after a day: what was asked for longer ago is looked up instead of asked for again. */
const KEY_KEPT_MS = 23 * 60 * 60_000;
/** The company's clock may be a little behind ours. */
const CLOCKS_APART_MS = 5 * 60_000;

/** Asks the company and keeps what it says. @returns what it said */
async function fetchAndKeep(house: House, ask: () => Promise<DeskAccount>): Promise<DeskAccount> {
  const fetchedAt = house.clock.now();
  const account = await ask();
  await inTransaction(house.db, {}, (trx) => recordPayoutAccount(trx, { ...account, fetchedAt }));
  return account;
}

/**
 * How a tutor's payouts stand. The company is asked first, every few seconds at most, so that a message of it that was
 * lost does not matter; where it does not answer, what we know is shown.
 * @throws Refusal `tutor_not_found`
 */
export async function knownPayouts(house: House, tutorId: string): Promise<KnownPayouts> {
  const known = found(await findPayouts(house.db, tutorId), 'tutor_not_found');
  const { accountId } = known;
  if (accountId === null) return known;
  if (!(await claimPayoutLook(house.db, { tutorId, at: house.clock.now(), everyMs: LOOK_EVERY_MS }))) return known;
  try {
    await fetchAndKeep(house, () => house.payouts.fetchPayoutAccount(accountId));
  } catch (error) {
    if (companyFailure(error) === null) throw error;
    return known;
  }
  return found(await findPayouts(house.db, tutorId), 'tutor_not_found');
}

/** Whether the company will never answer this attempt otherwise, so that only another can help. */
const isSpent = (error: unknown): boolean =>
  ['payment_stored_failure', 'payment_request_invalid'].includes(companyFailure(error) ?? '');

function refusalFor(error: unknown): unknown {
  const failure = companyFailure(error);
  if (failure === null) return error;
  return new Refusal(failure === 'payment_request_invalid' ? 'payout_account_refused' : 'payouts_unavailable');
}

/** Who asks, with what an account is made of. */
type Asking = KnownPayouts & { readonly country: string };

function create(house: House, { tutorId, country, email }: Asking, { attempt }: PayoutAttempt): Promise<DeskAccount> {
  const idempotencyKey = `payout-account:${tutorId}:${attempt}`;
  return fetchAndKeep(house, () => house.payouts.createPayoutAccount({ tutorId, country, email, idempotencyKey }));
}

function lookUp(house: House, tutorId: string, { since }: PayoutAttempt): Promise<DeskAccount | null> {
  return house.payouts.lookUpPayoutAccount({ tutorId, since: since - CLOCKS_APART_MS });
}

/** The account that an earlier answer, which never arrived, has made; else the first of a new attempt. */
async function recover(house: House, asking: Asking, spent: PayoutAttempt): Promise<void> {
  const lost = await lookUp(house, asking.tutorId, spent);
  if (lost !== null) await fetchAndKeep(house, () => house.payouts.fetchPayoutAccount(lost.accountId));
  else await create(house, asking, await nextPayoutAttempt(house.db, asking.tutorId, spent.attempt));
}

/**
 * Has the tutor's account made: once, however many ask at once and whatever answers are lost on the way (domain page,
 * section 5, "Idempotency keys").
 * @throws Refusal `payouts_unavailable` · `payout_account_refused`
 */
async function makeAccount(house: House, asking: Asking): Promise<string> {
  const { tutorId } = asking;
  const now = house.clock.now();
  const attempt = await beginPayoutAccount(house.db, tutorId, now);
  try {
    if (now - attempt.since > KEY_KEPT_MS) await recover(house, asking, attempt);
    else
      await create(house, asking, attempt).catch((error: unknown) => {
        if (!isSpent(error)) throw error;
        return recover(house, asking, attempt);
      });
  } catch (error) {
    throw refusalFor(error);
  }
  // what stands in our books, not what was answered: they may have had one already
  const { accountId } = found(await findPayouts(house.db, tutorId), 'tutor_not_found');
  if (accountId === null) throw new Refusal('payouts_unavailable');
  return accountId;
}

/**
 * A way to the company's page, for a tutor who has one account from now on.
 * @throws Refusal `payouts_unavailable` · `payout_account_refused`
 */
export async function onboardingLink(house: House, asking: Asking): Promise<{ url: string; expiresAt: number }> {
  const accountId = asking.accountId ?? (await makeAccount(house, asking));
  const page = `${house.origins.web}/teaching`;
  try {
    return await house.payouts.createOnboardingLink({ accountId, returnUrl: page, refreshUrl: page });
  } catch (error) {
    throw companyFailure(error) === null ? error : new Refusal('payouts_unavailable');
  }
}
