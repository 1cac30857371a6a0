import type { Booking } from './booking';
import { shareWindowAt } from './cancellation';
import type { QuotedAction, RuleCode } from './consequences';
import { consequencesNow, type ActionRequest } from './decide';
import { stateDeadlinesFor } from './deadlines';
import type { Decision } from './errors';
import type { LedgerEvent } from './ledger';
import { money, type Money } from './money';
import { canonicalJson, MINUTE_MS, POLICIES } from './policies';

/** What an action would do to money, for one actor and one version of the booking. */
export interface Quote {
  readonly bookingId: string;
  readonly action: QuotedAction;
  readonly version: number;
  readonly quotedAt: number;
  readonly validUntil: number;
  readonly student: { readonly returned: Money; readonly compensation: Money };
  readonly tutor: { readonly earns: Money; readonly commission: Money; readonly strike: boolean };
  readonly platform: { readonly serviceFeeEarned: Money };
  readonly studentShareBps: number;
  /** the rule that decided: a code of the texts, with what its sentence needs */
  readonly rule: {
    readonly code: RuleCode;
    readonly shareBps: number;
    /** until when this share is given; null where no border is near */
    readonly shareUntil: number | null;
  };
  /** what the ledger will record once it is done and the card company confirmed it */
  readonly events: readonly LedgerEvent[];
  /** its SHA-256 seals the quote */
  readonly canonical: string;
}

export type QuoteRequest = Omit<ActionRequest, 'action' | 'expectedVersion' | 'quotedAt'> & {
  readonly action: QuotedAction;
  readonly booking: Booking;
};

/** min(10 minutes, the next wall): start, deadlines and windows are walls. */
function validUntilFor(booking: Booking, at: number): number {
  const walls = stateDeadlinesFor(booking).map((deadline) => deadline.at);
  return Math.min(at + POLICIES.quoteMinutes * MINUTE_MS, ...walls);
}

/**
 * Shows what an action would do to money before it is done. Made by the function that makes the postings.
 * @returns the quote, or what `decide` would refuse with
 */
export function quoteFor({ booking, ...request }: QuoteRequest): Decision<Quote> {
  const decision = consequencesNow(booking, request);
  if (!decision.ok) return decision;
  const { value } = decision;
  const { action, actor, at } = request;
  const nothing = money(0, booking.terms.price.currency);
  const paid = booking.payment === 'AUTHORIZED';
  const window = value.rule.startsWith('share_')
    ? shareWindowAt(booking.terms.cancellation, booking.startsAt, at)
    : null;
  const quote = {
    bookingId: booking.id,
    action,
    version: booking.version,
    quotedAt: at,
    validUntil: validUntilFor(booking, at),
    student: {
      // a student who has not paid yet has nothing to get back
      returned: action !== 'accept' && paid ? value.division.returned : nothing,
      compensation: value.compensation,
    },
    tutor: { earns: value.division.earns, commission: value.division.commission, strike: value.strike },
    platform: { serviceFeeEarned: value.division.serviceFeeEarned },
    studentShareBps: value.studentShareBps,
    rule: { code: value.rule, shareBps: value.studentShareBps, shareUntil: window?.untilAt ?? null },
    events: value.events,
  };
  return { ok: true, value: { ...quote, canonical: canonicalJson({ ...quote, actor, actorId: request.actorId }) } };
}
