/** Refusals around the closing of an account, its receipt and copies of one's data. */
export const closingErrors = {
  account_closing: {
    title: 'Your account is being closed, so nothing new is booked',
    kept: 'Lessons that are booked already go on as agreed.',
    next: 'Call the closing off on your privacy page if you want to go on.',
  },
  closing_staff_role: {
    title: 'You work for this marketplace, so the account cannot be closed',
    kept: 'Your account is as it was.',
    next: 'Have your role taken back first. The last owner makes somebody else an owner before that.',
  },
  closing_state_conflict: {
    title: 'That is not possible any more',
    kept: 'Nothing was changed.',
    next: 'The page shows how it stands now.',
  },
  closing_changed: {
    title: 'Something has changed meanwhile',
    kept: 'Your account is as it was.',
    next: 'Read what closing it means now, and confirm it again.',
  },
  receipt_not_found: {
    title: 'There is no receipt of this number',
    kept: 'Nothing was changed.',
    next: 'Check the number in the mail about the erased account.',
  },
  copy_limit_reached: {
    title: 'You have had as many copies as we make in a day',
    kept: 'The copies you saved are as good as a new one.',
    next: 'Use one of those, or ask again tomorrow.',
  },
} as const;
