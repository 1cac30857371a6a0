/** The terms and the privacy notice: short and plain. Whoever runs Stoa puts their own name and law in their place. */
export const webLegal = {
  version: 'Version {version}',
  dated: 'in force since {date}',
  terms: {
    title: 'Terms',
    lead: 'What you and we promise each other.',
    parts: {
      who: {
        title: 'Who may come',
        text: 'Anybody of age, or with a parent’s consent. One account for one person; a true name and a true country.',
      },
      lessons: {
        title: 'Lessons',
        text: 'A lesson is agreed between a student and a tutor. We bring both together, hold the money until the lesson was given, and see to the rules below.',
      },
      money: {
        title: 'Money',
        text: 'Every amount is shown before it moves, with our fee in it. What was agreed for a lesson stays, whatever prices become later.',
      },
      cancel: {
        title: 'Cancelling',
        text: 'Each tutor shows, before you book, until when a lesson can be cancelled and what comes back. Those are the rules of that lesson.',
      },
      conduct: {
        title: 'Conduct',
        text: 'Be on time and civil. Who harms others, deceives or pays around Stoa may be suspended; they are told why and may appeal.',
      },
      end: {
        title: 'Leaving',
        text: 'You may close your account whenever no lesson of yours is open. Books that the law asks for are kept as long as it asks.',
      },
    },
  },
  privacy: {
    title: 'Privacy notice',
    lead: 'What we know about you, why, and who sees it.',
    parts: {
      what: {
        title: 'What we keep',
        text: 'Your name, address, country, time zone and language; your lessons, reviews and payments; where you are signed in. Card numbers stay with our payment provider.',
      },
      why: {
        title: 'Why',
        text: 'To arrange lessons, to move money safely, to keep accounts from being taken, and because tax law asks for books.',
      },
      who: {
        title: 'Who sees it',
        text: 'The other side of a lesson sees your name and time zone. Staff see what their task needs; each look leaves a line that you can read under Account, Privacy.',
      },
      long: {
        title: 'How long',
        text: 'As long as your account lives. Afterwards only what the law asks for is kept, without your name where that is allowed.',
      },
      rights: {
        title: 'What you may ask for',
        text: 'A copy of what we keep, a correction, or that it is erased. Write to support from the address of your account.',
      },
    },
  },
} as const;
