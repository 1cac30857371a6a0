/** What people say of each other, for everybody to read. */
export const webReviews = {
  title: 'Reviews',
  who: 'By students after a completed lesson, averaged with {weight} of {stars} stars, so that few reviews do not say too much.',
  none: '{name} has no reviews yet. Students can write one after a completed lesson.',
  stars: '{n} of 5 stars',
  edited: 'edited',
  reply: '{name} answers',
  more: 'More reviews',
  removed: 'Removed: {rule}',
  rules: {
    insult: 'it insulted somebody',
    discrimination: 'it discriminated against somebody',
    personal_data: 'it held personal data',
    outside_contact: 'it held contacts outside of Stoa',
    not_about_lesson: 'it was not about a lesson',
    false_claim: 'it claimed what was shown to be false',
    spam: 'it was advertising',
  },
} as const;
