import { canonicalJson, DAY_MS, HOUR_MS } from '@stoa/domain/policies';
import type { PayoutRequirement } from '@stoa/domain/payouts';
import { rows, type Db, type Trx } from '../postgres';
import { recordAudit } from './audit';
import { addToOutbox, factsChanged, type OutboxLine } from './outbox';

/** A tutor's way to being paid, with what the company needs to know of them. */
export interface KnownPayouts {
  readonly tutorId: string;
  /** what lists and bookings go by */
  readonly payoutsEnabled: boolean;
  readonly country: string | null;
  readonly email: string;
  /** null: none is known to exist */
  readonly accountId: string | null;
  readonly detailsSubmitted: boolean;
  readonly requirements: readonly PayoutRequirement[];
  /** epoch ms: when the company was asked for what stands here */
  readonly fetchedAt: number | null;
}

/** How a tutor's payouts stand; null when nobody of this id teaches. */
export async function findPayouts(db: Db, tutorId: string): Promise<KnownPayouts | null> {
  const [row] = await rows<Omit<KnownPayouts, 'fetchedAt'> & { fetchedAt: Date | null }>(
    db,
    `SELECT t.person_id AS "tutorId", t.payouts_enabled AS "payoutsEnabled", p.country, p.email,
       a.provider_account_id AS "accountId", coalesce(a.details_submitted, false) AS "detailsSubmitted",
       coalesce(a.requirements, '[]') AS requirements, a.fetched_at AS "fetchedAt"
     FROM tutors t JOIN people p ON p.id = t.person_id LEFT JOIN payout_accounts a ON a.tutor_id = t.person_id
     WHERE t.person_id = ?`,
    [tutorId],
  );
  return row === undefined ? null : { ...row, fetchedAt: row.fetchedAt?.getTime() ?? null };
}

/** An attempt to have an account made. */
export interface PayoutAttempt {
  readonly attempt: number;
  /** epoch ms: nothing was asked for before */
  readonly since: number;
}

/**
 * Notes that an account is about to be asked for, before it is. All who come at once, and those who come back after an
 * answer was lost, are on the same attempt.
 * @param at epoch ms on the injected clock
 */
export async function beginPayoutAccount(db: Db, tutorId: string, at: number): Promise<PayoutAttempt> {
  await db.raw(`INSERT INTO payout_accounts (tutor_id, created_at) VALUES (?, ?) ON CONFLICT (tutor_id) DO NOTHING`, [
    tutorId,
    new Date(at),
  ]);
  return attemptOf(db, tutorId);
}

async function attemptOf(db: Db, tutorId: string): Promise<PayoutAttempt> {
  const [row] = await rows<{ attempt: number; since: Date }>(
    db,
    `SELECT attempt, created_at AS since FROM payout_accounts WHERE tutor_id = ?`,
    [tutorId],
  );
  if (row === undefined) throw new Error(`tutor ${tutorId} has no attempt`);
  return { attempt: row.attempt, since: row.since.getTime() };
}

/** Leaves an attempt that can come to nothing. Of several who leave the same one, all get the same next. */
export async function nextPayoutAttempt(db: Db, tutorId: string, failed: number): Promise<PayoutAttempt> {
  await db.raw(
    `UPDATE payout_accounts SET attempt = attempt + 1
     WHERE tutor_id = ? AND attempt = ? AND provider_account_id IS NULL`,
    [tutorId, failed],
  );
  return attemptOf(db, tutorId);
}

/**
 * Whether it is this caller who looks at the company now: one of all who ask within `everyMs`.
 * @param at epoch ms on the injected clock
 */
export async function claimPayoutLook(
  db: Db,
  { tutorId, at, everyMs }: { readonly tutorId: string; readonly at: number; readonly everyMs: number },
): Promise<boolean> {
  const claimed = await rows(
    db,
    `UPDATE payout_accounts SET looked_at = ? WHERE tutor_id = ? AND provider_account_id IS NOT NULL
       AND greatest(looked_at, fetched_at) <= ? RETURNING tutor_id`,
    [new Date(at), tutorId, new Date(at - everyMs)],
  );
  return claimed.length > 0;
}

/** An account that the company is to be asked about, if nobody has within `everyMs`. */
export interface PayoutAccountToAsk {
  readonly tutorId: string;
  readonly accountId: string;
  readonly everyMs: number;
}

/** Whoever begins usually finishes within these days; what is open longer is looked at once a day. */
const FRESH_DAYS = 14;

/**
 * Accounts that nobody has asked about for a while, those who have waited the longest first: what is not enabled every
 * hour for its first days, everything else once a day.
 * @param now epoch ms on the injected clock
 */
export async function listPayoutAccountsToAsk(db: Db, now: number, limit: number): Promise<PayoutAccountToAsk[]> {
  const found = await rows<{ tutorId: string; accountId: string; often: boolean }>(
    db,
    `SELECT tutor_id AS "tutorId", provider_account_id AS "accountId", often
     FROM payout_accounts, LATERAL (SELECT NOT payouts_enabled AND created_at > ? AS often) o
     WHERE provider_account_id IS NOT NULL
       AND greatest(looked_at, fetched_at) <= CASE WHEN often THEN ?::timestamptz ELSE ? END
     ORDER BY greatest(looked_at, fetched_at), tutor_id LIMIT ?`,
    [new Date(now - FRESH_DAYS * DAY_MS), new Date(now - HOUR_MS), new Date(now - DAY_MS), limit],
  );
  return found.map(({ often, ...account }) => ({ ...account, everyMs: often ? HOUR_MS : DAY_MS }));
}

/** What the company said of an account when it was asked. */
export interface FetchedAccount {
  readonly accountId: string;
  readonly tutorId: string | null;
  readonly payoutsEnabled: boolean;
  readonly detailsSubmitted: boolean;
  readonly requirements: readonly PayoutRequirement[];
  /** epoch ms on the injected clock: before it was asked, so that it knows all that had happened by then */
  readonly fetchedAt: number;
}

/** The tutor whose account it is: by the account, or by the name we gave it where its answer was lost. */
async function lockOwner(trx: Trx, { accountId, tutorId }: FetchedAccount): Promise<Owner | null> {
  const [owner] = await rows<Pick<Owner, 'tutorId' | 'enabled'>>(
    trx,
    `SELECT t.person_id AS "tutorId", t.payouts_enabled AS enabled FROM tutors t
     WHERE t.person_id = coalesce((SELECT tutor_id FROM payout_accounts WHERE provider_account_id = ?),
       (SELECT person_id FROM tutors WHERE person_id::text = ?)) FOR NO KEY UPDATE`,
    [accountId, tutorId],
  );
  if (owner === undefined) return null;
  // behind the lock: as whoever had it before has left it
  const [said] = await rows<Said>(
    trx,
    `SELECT details_submitted AS "detailsSubmitted", requirements FROM payout_accounts
     WHERE tutor_id = ? AND provider_account_id IS NOT NULL`,
    [owner.tutorId],
  );
  return { ...owner, said: said ?? null };
}

/** What their page shows of an account, beside whether it is enabled. */
type Said = Pick<FetchedAccount, 'detailsSubmitted' | 'requirements'>;
interface Owner {
  readonly tutorId: string;
  readonly enabled: boolean;
  /** null: no account was known */
  readonly said: Said | null;
}

/** An address for the tutor's sockets where their page shows something else now; a message that brings nothing is no news. */
function newsOf({ tutorId, enabled, said }: Owner, fetched: FetchedAccount): OutboxLine[] {
  const { payoutsEnabled, detailsSubmitted, requirements, fetchedAt: at } = fetched;
  const isSame =
    detailsSubmitted === said?.detailsSubmitted && canonicalJson(requirements) === canonicalJson(said.requirements);
  if (isSame && enabled === payoutsEnabled) return [];
  const event = enabled === payoutsEnabled ? 'asked' : payoutsEnabled ? 'enabled' : 'disabled';
  const key = `realtime:tutor:${tutorId}:payouts:${at}:${event}:${detailsSubmitted}:${requirements.join()}`;
  return [{ kind: 'realtime', key, payload: { about: 'payouts', tutorId, event, at } }];
}

/**
 * Keeps what the company says of an account, and `tutors.payouts_enabled` equal to it; a change of that is audited and
 * told to the tutor's approval, and any change to whoever has the tutor's pages open. What was fetched before what
 * stands here changes nothing, nor does a second account of somebody who has one.
 * @returns whether it is the account of a tutor of ours
 */
export async function recordPayoutAccount(trx: Trx, fetched: FetchedAccount): Promise<boolean> {
  const owner = await lockOwner(trx, fetched);
  if (owner === null) return false;
  const at = new Date(fetched.fetchedAt);
  const kept = await rows(
    trx,
    `INSERT INTO payout_accounts AS a (tutor_id, provider_account_id, details_submitted, payouts_enabled, requirements,
       fetched_at, created_at) VALUES (?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (tutor_id) DO UPDATE SET provider_account_id = excluded.provider_account_id,
       details_submitted = excluded.details_submitted, payouts_enabled = excluded.payouts_enabled,
       requirements = excluded.requirements, fetched_at = excluded.fetched_at
     WHERE (a.provider_account_id IS NULL OR a.provider_account_id = excluded.provider_account_id)
       AND (a.fetched_at IS NULL OR a.fetched_at <= excluded.fetched_at)
     RETURNING a.tutor_id`,
    [
      owner.tutorId,
      fetched.accountId,
      fetched.detailsSubmitted,
      fetched.payoutsEnabled,
      JSON.stringify(fetched.requirements),
      at,
      at,
    ],
  );
  if (kept.length === 0) return true;
  await addToOutbox(trx, newsOf(owner, fetched));
  if (owner.enabled !== fetched.payoutsEnabled) await followAccount(trx, owner.tutorId, fetched);
  return true;
}

async function followAccount(trx: Trx, tutorId: string, fetched: FetchedAccount): Promise<void> {
  const { payoutsEnabled, fetchedAt: at } = fetched;
  await trx.raw(`UPDATE tutors SET payouts_enabled = ? WHERE person_id = ?`, [payoutsEnabled, tutorId]);
  await addToOutbox(trx, [factsChanged(tutorId, `payouts:${payoutsEnabled ? 'on' : 'off'}:${at}`)]);
  await recordAudit(trx, {
    actorId: null,
    actingAs: 'system',
    action: payoutsEnabled ? 'tutor.enablePayouts' : 'tutor.disablePayouts',
    subject: { kind: 'tutor', id: tutorId },
    reason: null,
    details: { accountId: fetched.accountId },
    at,
    requestId: null,
  });
}
