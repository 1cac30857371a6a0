/** Refusals of a tutor's approval, for screens. */
export const approvalErrors = {
  approval_state_conflict: {
    title: 'That step is not open any more',
    kept: 'Nothing was changed.',
    next: 'Look at the profile again: it shows what can be done now.',
  },
  profile_incomplete: {
    title: 'Parts of the profile are still missing',
    kept: 'Your profile stays as it is, and only you see it.',
    next: 'Fill in the marked parts, then hand it in.',
  },
  profile_unchanged: {
    title: 'What we asked you to change is still as it was',
    kept: 'The last answer stands.',
    next: 'Change the marked parts, or appeal.',
  },
  profile_changed: {
    title: 'The profile was changed meanwhile',
    kept: 'Nothing was changed by this step.',
    next: 'Look at it as it is now, then repeat the step.',
  },
  review_claimed: {
    title: 'Somebody else has this profile in hand',
    kept: 'Nothing was changed.',
    next: 'Take another one from the queue.',
  },
  review_not_claimed: {
    title: 'This profile is not in your hand',
    kept: 'No verdict was recorded.',
    next: 'Take it from the queue again.',
  },
  own_review: {
    title: 'Nobody decides about themselves',
    kept: 'Nothing was changed.',
    next: 'Leave this profile to a colleague.',
  },
  second_person_required: {
    title: 'This takes a second person',
    kept: 'Nothing was changed.',
    next: 'Ask a colleague to take this step.',
  },
  appeal_used: {
    title: 'There is one appeal, and it was made',
    kept: 'The decision stands.',
    next: 'Change what was asked for and hand in again.',
  },
  verdicts_incomplete: {
    title: 'Some verdicts are missing or do not agree',
    kept: 'No verdict was recorded.',
    next: 'Give one verdict for each part, with a reason for every change.',
  },
  strike_not_found: {
    title: 'This strike does not count any more',
    kept: 'Nothing was changed.',
    next: 'Look at the list of strikes again.',
  },
} as const;
