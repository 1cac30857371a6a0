import { OnboardingLinkView, PayoutsView } from '@stoa/contracts/http/payouts';
import { isPayoutCountry } from '@stoa/domain/tutorChecklist';
import { findPayouts } from '../../db/queries/payoutAccounts';
import { TUTORS } from '../access';
import { operation, type Operation } from '../operation';
import { knownPayouts, onboardingLink } from '../payouts';
import { presentPayouts } from '../presenters/payouts';
import { instant } from '../presenters/values';
import { found, Refusal } from '../refusal';

const tag = 'Payouts';

const getPayouts = operation(
  {
    id: 'getPayouts',
    method: 'get',
    path: '/me/tutor/payouts',
    tag,
    summary: 'Whether I can be paid out, and what is still wanted for it',
    answer: { status: 200, schema: PayoutsView },
    errors: ['tutor_not_found'],
    access: TUTORS,
    rate: 'read',
  },
  async ({ me }, house) => {
    const known = await knownPayouts(house, me.id);
    return presentPayouts(known, house.clock.now());
  },
);

const startPayoutOnboarding = operation(
  {
    id: 'startPayoutOnboarding',
    method: 'post',
    path: '/me/tutor/payouts/onboarding',
    tag,
    summary: 'A link to the page on which the company that pays out asks what it wants to know',
    answer: { status: 200, schema: OnboardingLinkView },
    errors: [
      'tutor_not_found',
      'payout_country_unsupported',
      'payouts_ready',
      'payout_account_refused',
      'payouts_unavailable',
    ],
    access: TUTORS,
    // a repeat makes no second account; its link is a new one, because each is good for one visit
    idempotent: true,
    rate: 'write',
  },
  async ({ me }, house) => {
    const known = found(await findPayouts(house.db, me.id), 'tutor_not_found');
    const { country, accountId, payoutsEnabled } = known;
    if (payoutsEnabled) throw new Refusal('payouts_ready');
    if (country === null || (accountId === null && !isPayoutCountry(country)))
      throw new Refusal('payout_country_unsupported', { details: { country } });
    const { url, expiresAt } = await onboardingLink(house, { ...known, country });
    return { url, expiresAt: instant(expiresAt), asOf: instant(house.clock.now()) };
  },
);

export const payoutOperations: readonly Operation[] = [getPayouts, startPayoutOnboarding];
