import { proxyActivities } from '@temporalio/workflow';

import type { Booking, Owed, OwedKind } from '@stoa/domain/booking';
import type { Decision } from '@stoa/domain/errors';
import { failOwed, fulfil, inOneTurn, type Applied } from '@stoa/domain/moves';
import type { Money } from '@stoa/domain/money';
import { HOUR_MS, MINUTE_MS } from '@stoa/domain/policies';

import type { Activities } from '../activities/index';
import type { MoneyResult } from '../activities/moneyTasks';
import type { Done, Entry } from '../activities/recordings';
import { decideNow, move, record, recordingOf, standing, type Turn } from './bookingMoves';
import { replyOf, type Story } from './bookingStory';
import { MONEY, QUICK } from './shared/activityOptions';
import { now } from './shared/clock';
import { bug } from './shared/codeOf';

const money = proxyActivities<Activities>(MONEY);
const { recordProgress } = proxyActivities<Activities>(QUICK);

/** The company forgets a key after a day: a call older than this is looked up before it is sent again. */
const KEY_LIVES_MS = 23 * HOUR_MS;
/** The shortest life of a page at the company, and a little for the way there. */
const PAGE_LIVES_MS = 30 * MINUTE_MS + 5_000;

type Unknown = Extract<MoneyResult, { kind: 'unknown' }>;
const UNKNOWN: Unknown = { kind: 'unknown', storedFailure: false };

/** A call that threw has no known end either: the store may have been away after the company had answered. */
async function ask<T>(call: () => Promise<T>): Promise<T | Unknown> {
  return call().catch(() => UNKNOWN);
}

interface Attempt {
  readonly attempt: number;
  /** ask what is there before sending it again */
  readonly lookUp: boolean;
}

/** Which key the next call carries. A key that lives too long is given up once a look-up found nothing behind it. */
function attemptOf(story: Story, { kind, attempt, failures }: Owed): Attempt {
  const used = story.keysSince[kind];
  const since = used?.attempt === attempt ? used.since : now();
  story.keysSince[kind] = { attempt, since };
  return { attempt: now() - since > KEY_LIVES_MS ? attempt + 1 : attempt, lookUp: failures > 0 };
}

const FIRST: Attempt = { attempt: 1, lookUp: false };

export function owedOf({ owed }: Booking, kind: OwedKind): Owed | undefined {
  return owed.find((entry) => entry.kind === kind);
}

/** A turn whose move waits for the card company. */
interface Waiting {
  /** what was decided in this turn; null when an earlier turn did and recorded it */
  readonly decided: Applied | null;
  readonly entry: Entry;
}

/** What the booking is after this turn, were the company to confirm `kind`. */
function confirmed(before: Booking, decided: Applied | null, kind: OwedKind): Applied {
  const done = fulfil(decided?.booking ?? before, { kind, at: now() });
  return inOneTurn(before, decided ? [decided, done] : [done]);
}

/** The company did not answer: what was decided in this turn is recorded as waiting; what waited already waits on. */
async function wait(story: Story, kind: OwedKind, waiting: Waiting & { readonly storedFailure: boolean }): Turn {
  const { decided, entry, storedFailure } = waiting;
  if (decided === null) {
    await failed(story, kind, storedFailure);
    return { ok: true, value: replyOf(standing(story)) };
  }
  const booking = failOwed(decided.booking, kind, { at: now(), storedFailure });
  return record(story, { ...decided, booking }, entry);
}

/** Takes the money of a booking that was accepted; only then is it scheduled. */
export async function capture(story: Story, { decided, entry }: Waiting): Turn {
  const before = standing(story);
  const done = confirmed(before, decided, 'capture');
  const owed = decided === null ? owedOf(before, 'capture') : undefined;
  const task = { recording: recordingOf(before, done, entry), ...(owed ? attemptOf(story, owed) : FIRST) };
  const result = await ask(() => money.capturePayment(task));
  if (result.kind === 'refused') return refuseCapture(story, decided);
  if (result.kind === 'unknown') return wait(story, 'capture', { decided, entry, storedFailure: result.storedFailure });
  story.booking = done.booking;
  return { ok: true, value: replyOf(done.booking) };
}

/** The company let go of the money: the lesson is off, and whoever accepted is told so. */
async function refuseCapture(story: Story, decided: Applied | null): Promise<Decision<never>> {
  const before = standing(story);
  const asked = { action: 'refuseCapture', actor: 'provider', actorId: null } as const;
  const off = decideNow(decided?.booking ?? before, asked);
  if (!off.ok) return off;
  const applied = inOneTurn(before, decided ? [decided, off.value] : [off.value]);
  await record(story, applied, { type: 'refuseCapture', actor: 'provider', actorId: null, at: now() });
  return { ok: false, code: 'capture_refused' };
}

function returnedIn({ events }: Applied): Money | null {
  return events.find(({ kind }) => kind === 'returned')?.amount ?? null;
}

/** Gives back what a cancel returns; only when the company has accepted it is the booking cancelled. */
export async function refund(story: Story, { decided, entry }: Waiting): Turn {
  const before = standing(story);
  const done = confirmed(before, decided, 'refund');
  const amount = returnedIn(done);
  if (amount === null) throw bug('a refund of nothing');
  const owed = decided === null ? owedOf(before, 'refund') : undefined;
  const told: Entry = { ...entry, details: { ...entry.details, returned: amount } };
  const task = { recording: recordingOf(before, done, told), amount, ...(owed ? attemptOf(story, owed) : FIRST) };
  const result = await ask(() => money.refundPayment(task));
  if (result.kind !== 'done')
    return wait(story, 'refund', {
      decided,
      entry: told,
      storedFailure: result.kind === 'refused' || result.storedFailure,
    });
  story.booking = done.booking;
  return { ok: true, value: replyOf(done.booking) };
}

/** One more failure of something owed; people are asked to look after a bounded number of them. */
async function failed(story: Story, kind: OwedKind, storedFailure: boolean): Promise<void> {
  const before = standing(story);
  const after = failOwed(before, kind, { at: now(), storedFailure });
  story.booking = after;
  if (!after.needsAttention || before.needsAttention) return;
  const entry: Entry = { type: 'needsAttention', actor: 'clock', actorId: null, at: now(), details: { owed: kind } };
  const part = `needsAttention:${kind}:${owedOf(after, kind)?.attempt ?? 0}`;
  // Raised in the workflow already; the row follows when the store does.
  await recordProgress({ after, entry, at: now(), part }).catch(() => undefined);
}

function doneOf(story: Story, kind: OwedKind, attempt: number): Done {
  const { booking: after } = fulfil(standing(story), { kind, at: now() });
  return { after, entry: null, at: now(), part: `${kind}:${attempt}` };
}

async function openPage(story: Story, owed: Owed): Promise<void> {
  const { pageEndsAt } = standing(story);
  // What a key was sent with must not change: a page of another end is another attempt.
  const expiresAt = owed.attempt === 1 ? pageEndsAt : Math.max(pageEndsAt, now() + PAGE_LIVES_MS);
  const done = doneOf(story, 'open_checkout', owed.attempt);
  const result = await ask(() => money.openCheckout({ done, attempt: owed.attempt, expiresAt }));
  if (result.kind === 'opened') {
    story.paymentId = result.paymentId;
    story.booking = done.after;
    return;
  }
  const tooLate = pageEndsAt - now() < PAGE_LIVES_MS + MINUTE_MS / 2;
  await failed(story, 'open_checkout', tooLate || (result.kind === 'unknown' && result.storedFailure));
}

/** The hold is over: the company says whether it was paid, and only that ends it. */
async function closePage(story: Story, owed: Owed): Promise<void> {
  const { id: bookingId } = standing(story);
  const result = await ask(() => money.closeCheckout({ bookingId, attempt: owed.attempt, asOf: now() }));
  const provider = { actor: 'provider', actorId: null } as const;
  if (result.kind === 'expired') await move(story, { action: 'expireHold', ...provider });
  else if (result.kind === 'paid')
    await move(story, { action: 'authorize', ...provider, captureBefore: result.captureBefore });
  else await failed(story, 'expire_checkout', result.kind === 'unknown' && result.storedFailure);
}

/** The booking is over: whatever was paid, or still may be, goes back. */
async function giveBack(story: Story, owed: Owed): Promise<void> {
  const { kind } = owed;
  const { attempt } = attemptOf(story, owed);
  const done = doneOf(story, kind, owed.attempt);
  const task = { done, attempt };
  const result = await ask(() => (kind === 'release' ? money.releasePayment(task) : money.resolveCheckout(task)));
  if (result.kind === 'done') story.booking = done.after;
  else await failed(story, kind, result.kind === 'unknown' && result.storedFailure);
}

/** A move that was decided in an earlier turn, by whom it was. */
function waitingOf(story: Story): Waiting {
  const { pending } = standing(story);
  if (pending === null) throw bug('something is owed for a move that nobody decided');
  const { move: type, actor, actorId, reason, studentShareBps } = pending;
  const cancel = type === 'cancel' ? { reasonId: reason, details: { studentShareBps } } : {};
  return { decided: null, entry: { type, actor, actorId, at: now(), ...cancel } };
}

/** What is done about each thing owed when its time has come. */
export const OWED: Readonly<Record<OwedKind, (story: Story, owed: Owed) => Promise<unknown>>> = {
  open_checkout: openPage,
  expire_checkout: closePage,
  resolve_checkout: giveBack,
  release: giveBack,
  capture: (story) => capture(story, waitingOf(story)),
  refund: (story) => refund(story, waitingOf(story)),
};
