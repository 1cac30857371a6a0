/** What a review is refused with. */
export const reviewErrors = {
  review_not_found: {
    title: 'This review cannot be read',
    kept: 'Nothing was changed.',
    next: 'Look at the list again.',
  },
  review_not_open: {
    title: 'Only a lesson that took place can be reviewed',
    kept: 'Nothing was changed.',
    next: 'Come back after the lesson.',
  },
  review_exists: {
    title: 'You have reviewed this lesson already',
    kept: 'Your review is as you wrote it.',
    next: 'Find it among your reviews.',
  },
  review_closed: {
    title: 'This lesson can no longer be reviewed',
    kept: 'Nothing was changed.',
    next: 'Reply to the review about you, or review the next lesson.',
  },
  review_edit_closed: {
    title: 'Your review can no longer be changed',
    kept: 'It stays as you wrote it.',
    next: 'Write to support if something in it is wrong.',
  },
  review_stars_fixed: {
    title: 'The stars stay once the review is published',
    kept: 'Your review is as it was.',
    next: 'Change the text alone.',
  },
  review_replied: {
    title: 'You have replied to this review',
    kept: 'Your reply is there.',
    next: 'Nothing more is needed.',
  },
  review_removed: {
    title: 'This review was removed',
    kept: 'The rule it broke stays shown.',
    next: 'Write to support if you think that is wrong.',
  },
} as const;
