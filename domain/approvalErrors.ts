import { no, NOTHING_CHANGED, type Refusal } from './refusal';

/** What may stand against a step in a tutor's approval. */
export const APPROVAL_ERRORS = {
  approval_state_conflict: no(
    'From where the profile stands now, that step cannot be taken.',
    NOTHING_CHANGED,
    'Look at the profile again: it shows where it stands and which steps are open.',
  ),
  profile_incomplete: no(
    'The profile cannot be handed in yet, because parts of it are missing.',
    'The profile stays as it is, and only you see it.',
    'Fill in the parts that the answer names, then hand it in.',
  ),
  profile_unchanged: no(
    'What we asked you to change is still as it was.',
    'The answer to your last submission stands.',
    'Change the parts that the answer names and hand in again, or appeal against the answer.',
  ),
  profile_changed: no(
    'The profile was changed since you looked at it.',
    NOTHING_CHANGED,
    'Look at it as it is now and take the step again.',
  ),
  review_claimed: no(
    'Another reviewer has this profile in hand.',
    NOTHING_CHANGED,
    'Take another one from the queue, or come back when their time for it has run out.',
  ),
  review_not_claimed: no(
    'This profile is not in your hand, or your time for it has run out.',
    'No verdict was recorded.',
    'Take it from the queue again and repeat the verdicts.',
  ),
  own_review: no('Nobody decides about their own profile.', NOTHING_CHANGED, 'Leave it to somebody else of the staff.'),
  second_person_required: no(
    'This step needs another person than the one who took the step before it.',
    NOTHING_CHANGED,
    'Ask somebody else of the staff to take it.',
  ),
  appeal_used: no(
    'Against one decision there is one appeal, and it has been made.',
    'The decision stands.',
    'Change what was asked for and hand in again, or write to support.',
  ),
  verdicts_incomplete: no(
    'The verdicts do not answer everything that is to be decided, or contradict the end they lead to.',
    'No verdict was recorded.',
    'Give one verdict for each part, with a reason for every change you ask for.',
  ),
  strike_not_found: no(
    'This strike does not exist, or does not count any more.',
    NOTHING_CHANGED,
    'Look at the list of strikes again.',
  ),
} as const satisfies Readonly<Record<string, Refusal>>;
