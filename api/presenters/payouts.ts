import type { PayoutsView } from '@stoa/contracts/http/payouts';
import { payoutStateOf, type PayoutState } from '@stoa/domain/payouts';
import { isPayoutCountry } from '@stoa/domain/tutorChecklist';
import type { KnownPayouts } from '../../db/queries/payoutAccounts';
import { instant, instantOrNull } from './values';

const ACTION: Readonly<Record<PayoutState, PayoutsView['actions']>> = {
  none: ['begin'],
  started: ['continue'],
  waiting: ['continue'],
  ready: [],
};

/** How a tutor's payouts stand, as their page shows it. @param now epoch ms */
export function presentPayouts(known: KnownPayouts, now: number): PayoutsView {
  const state = payoutStateOf({ ...known, hasAccount: known.accountId !== null });
  const countrySupported = isPayoutCountry(known.country);
  return {
    state,
    requirements: [...known.requirements],
    country: known.country,
    countrySupported,
    checkedAt: instantOrNull(known.fetchedAt),
    // an account that exists keeps the country it was made for
    actions: state === 'none' && !countrySupported ? [] : ACTION[state],
    asOf: instant(now),
  };
}
