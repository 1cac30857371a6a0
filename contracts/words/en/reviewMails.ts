/** Mails about reviews. None holds a word of a review: what is blind stays so, and what is removed is not sent on. */
export const reviewMails = {
  ask: {
    subject: 'How was {subject} with {other}?',
    text: 'Hello {name},\n\nyour lesson {subject} with {other}, {at}, is over. If you like, say how it was: stars, and as many words as you want. {blind}\n\nYou can write until {until}.',
  },
  blind: 'Neither of you reads what the other wrote before both have written, or before 7 days have passed.',
  blindSecond: '{other} has written already; both reviews can be read as soon as you send yours.',
  bothPublished: {
    subject: 'Both reviews can be read: {subject} with {other}',
    text: 'Hello {name},\n\n{other} has reviewed your lesson {subject}, {at}, as well. Both reviews can be read now, and you can reply to it once.',
  },
  published: {
    subject: '{other} has reviewed your lesson: {subject}',
    text: 'Hello {name},\n\n{other}’s review of your lesson {subject}, {at}, can be read now. You can reply to it once.',
  },
  replied: {
    subject: '{other} has replied to your review',
    text: 'Hello {name},\n\n{other} has replied to what you wrote about your lesson {subject}, {at}.',
  },
  removed: {
    subject: 'Your review was removed: {subject} with {other}',
    text: 'Hello {name},\n\nwe removed your review of the lesson {subject} with {other}, {at}, because {rule}. In its place stands that rule. If you think that is wrong, write to support.',
  },
  removedAboutYou: {
    subject: 'A review about you was removed',
    text: 'Hello {name},\n\nwe removed {other}’s review of your lesson {subject}, {at}, because {rule}. Its stars count no more.',
  },
} as const;
