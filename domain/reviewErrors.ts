import { no, NOTHING_CHANGED } from './refusal';

const REVIEW_STAYS = 'The review stays as it is.';

/** What a review is refused with. */
export const REVIEW_ERRORS = {
  review_not_found: no(
    'There is no such review that you could read.',
    NOTHING_CHANGED,
    'Look at the list again; it may not be published yet.',
  ),
  review_not_open: no(
    'Only a session that took place can be reviewed.',
    NOTHING_CHANGED,
    'Wait until the session has ended. If its outcome is wrong, report that first.',
  ),
  review_exists: no(
    'You have reviewed this session already.',
    REVIEW_STAYS,
    'Change what you wrote as long as that is open; it is among your reviews.',
  ),
  review_closed: no(
    'The time to review this session is over, or the other side’s review can be read already.',
    NOTHING_CHANGED,
    'Reply to what was written about you, or review the next session.',
  ),
  review_edit_closed: no(
    'What you wrote can no longer be changed.',
    REVIEW_STAYS,
    'If something in it is wrong or harmful, write to support.',
  ),
  review_stars_fixed: no('The stars of a published review stay as they are.', REVIEW_STAYS, 'Change the text alone.'),
  review_replied: no('There is one reply to a review, and yours is there.', REVIEW_STAYS, 'Leave it as it is.'),
  review_removed: no(
    'This review was removed.',
    'It stays removed, and the rule it broke stays shown.',
    'If you think that is wrong, write to support.',
  ),
} as const;
