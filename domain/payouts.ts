/** What a company may still want of somebody who is to be paid; in the order they are shown. */
export const PAYOUT_REQUIREMENTS = [
  'refused',
  'document',
  'person',
  'business',
  'bank_account',
  'tax_number',
  'terms',
  'other',
  'under_review',
] as const;
export type PayoutRequirement = (typeof PAYOUT_REQUIREMENTS)[number];

export const PAYOUT_STATES = ['none', 'started', 'waiting', 'ready'] as const;
export type PayoutState = (typeof PAYOUT_STATES)[number];

/** How payouts of a tutor change; `asked`: the company wants to know something else now, and nothing more has changed. */
export type PayoutsEvent = 'enabled' | 'disabled' | 'asked';

/** What is known of a tutor's payouts. */
export interface PayoutFacts {
  /** what lists and bookings go by; true without an account where payouts were set up by other means */
  readonly payoutsEnabled: boolean;
  readonly hasAccount: boolean;
  readonly detailsSubmitted: boolean;
}

/**
 * Where a tutor stands on the way to being paid: nothing begun · begun, and not handed in · handed in, and the company
 * still wants or checks something · paid. Source: domain page, section 6.
 */
export function payoutStateOf({ payoutsEnabled, hasAccount, detailsSubmitted }: PayoutFacts): PayoutState {
  if (payoutsEnabled) return 'ready';
  if (!hasAccount) return 'none';
  return detailsSubmitted ? 'waiting' : 'started';
}
