import { later, no, NOTHING_CHANGED, type Refusal } from './refusal';

/** What may stand in the way of being paid. */
export const PAYOUT_ERRORS = {
  payout_country_unsupported: no(
    'We cannot pay out to your country.',
    'Your profile and your account stay as they are.',
    'If the country of your account is wrong, correct it there; otherwise you cannot teach here for now.',
  ),
  payouts_ready: no(
    'Your payouts are set up already.',
    NOTHING_CHANGED,
    'There is nothing to do: what you earn is paid out.',
  ),
  payout_account_refused: no(
    'The company that pays you out did not take the account.',
    'No account was made, and your profile stays as it is.',
    'Check the e-mail address and the country of your account and try again, or write to support.',
  ),
  payouts_unavailable: later(
    'The company that pays you out does not answer at the moment.',
    'What you told it before is kept, and you have one account at most.',
    'Try again in a moment.',
  ),
} as const satisfies Readonly<Record<string, Refusal>>;
