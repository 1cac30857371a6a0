import { later, no, NOTHING_CHANGED, type Refusal } from './refusal';

/** What may stand in the way of closing an account, and of what an account that closes can still do. */
export const CLOSING_ERRORS = {
  account_closing: no(
    'This account is being closed, so it books nothing new.',
    'Lessons that are booked already go on as agreed.',
    'Call the closing off on your privacy page if you want to go on learning here.',
  ),
  closing_staff_role: no(
    'Somebody who works for this marketplace cannot close their account.',
    NOTHING_CHANGED,
    'Have your role taken back first. The last owner makes somebody else an owner before that.',
  ),
  closing_state_conflict: no(
    'From where the closing of this account stands now, that step cannot be taken.',
    NOTHING_CHANGED,
    'Look at your privacy page again: it shows where it stands.',
  ),
  closing_changed: no(
    'Something has changed since you were shown what closing the account means.',
    NOTHING_CHANGED,
    'Read what it means now, and confirm it again.',
  ),
  receipt_not_found: no(
    'There is no receipt of this number.',
    NOTHING_CHANGED,
    'Check the number: it stands in the mail about the erased account.',
  ),
  copy_limit_reached: later(
    'You have asked for as many copies of your data as we make in a day.',
    'The copies you saved are as good as a new one.',
    'Use one of those, or ask again tomorrow.',
  ),
} as const satisfies Readonly<Record<string, Refusal>>;
