import type { PayoutRequirement, PayoutState } from '@stoa/domain/payouts';

/** How a tutor's payouts stand, and what is still wanted. */
export const payouts = {
  state: {
    none: 'Payouts are not set up yet',
    started: 'You have begun to set payouts up',
    waiting: 'The company that pays you out is not done yet',
    ready: 'Payouts are set up',
  } satisfies Record<PayoutState, string>,
  requirements: {
    refused: 'The company has refused to pay out to this account.',
    document: 'It asks for an identity document, or for a better picture of it.',
    person: 'It asks for details about you: name, date of birth, address or contact.',
    business: 'It asks what you do, and in which form.',
    bank_account: 'It asks for the bank account that is paid out to.',
    tax_number: 'It asks for a tax or identity number.',
    terms: 'It asks you to accept its terms.',
    other: 'It asks for something more; its page says what.',
    under_review: 'It is checking what you told it. There is nothing for you to do.',
  } satisfies Record<PayoutRequirement, string>,
} as const;

export const payoutErrors = {
  payout_country_unsupported: {
    title: 'We cannot pay out to your country',
    kept: 'Your profile stays as it is.',
    next: 'If the country of your account is wrong, correct it there.',
  },
  payouts_ready: {
    title: 'Your payouts are set up already',
    kept: 'Nothing was changed.',
    next: 'There is nothing to do.',
  },
  payout_account_refused: {
    title: 'The company that pays you out did not take the account',
    kept: 'No account was made; your profile stays as it is.',
    next: 'Check e-mail address and country in your account and try again, or write to support.',
  },
  payouts_unavailable: {
    title: 'The company that pays you out does not answer',
    kept: 'What you told it before is kept.',
    next: 'Try again in a moment.',
  },
} as const;
