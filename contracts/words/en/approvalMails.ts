/** Mails about a tutor's approval, to the tutor; those to staff stand under `staff`. The foot holds the page's address. */
export const approvalMails = {
  submit: {
    subject: 'Your profile is with us',
    text: 'Hello {name},\n\nyour profile was handed in. You have our answer by {promisedBy}.\n\nYou can go on editing it; what you change meanwhile is looked at as it is then.',
  },
  appeal: {
    subject: 'Your appeal is with us',
    text: 'Hello {name},\n\nsomebody who did not decide before looks at it again. You have our answer by {promisedBy}.',
  },
  approve: {
    subject: 'Your profile is approved',
    text: 'Hello {name},\n\nyour profile is approved. As soon as your payouts are set up, students find you and can book you; your approval page shows what is still missing, if anything is.',
  },
  reject: {
    subject: 'Your profile needs changes',
    text: 'Hello {name},\n\nwe looked at your profile, and some parts of it need changes before students can see it. The page below names each of them, with the reason. You only hand in again what has to change. You can also appeal once; then somebody else decides.',
  },
  recheckFailed: {
    subject: 'A part of your profile needs changes',
    text: 'Hello {name},\n\nwe looked at what you changed in your profile, and a part of it needs another change. You stay listed; the part itself is not shown until then. The page below names it, with the reason.',
  },
  appealDenied: {
    subject: 'Your appeal was decided',
    text: 'Hello {name},\n\nsomebody who did not decide before looked at it again: the suspension stands. The page below has the reason.',
  },
  suspend: {
    subject: 'Your profile is suspended',
    text: 'Hello {name},\n\nyour profile is suspended: students do not find you, and nobody can book you. What it means for your lessons, and the reason, stand on the page below. You can appeal once; then somebody else decides.',
  },
  confirmLift: {
    subject: 'Your suspension is lifted',
    text: 'Hello {name},\n\nyour suspension is lifted: students find you again and can book you.',
  },
  archive: {
    subject: 'Your profile is archived',
    text: 'Hello {name},\n\nyour profile is archived: students do not find you any more, and lessons that are scheduled stay scheduled. You can come back whenever you like.',
  },
  strikesWarned: {
    subject: 'Two strikes in 90 days',
    text: 'Hello {name},\n\nyou have {strikes} strikes. One more within their 90 days, and students do not find you in search for 7 days.',
  },
  strikesHidden: {
    subject: 'You are hidden from search for 7 days',
    text: 'Hello {name},\n\nyou have {strikes} strikes. Until {hiddenUntil} students do not find you in search; lessons that are scheduled stay scheduled. If a strike is not right, write to support.',
  },
  certificateEnding: {
    subject: 'A certificate of yours ends soon',
    text: 'Hello {name},\n\none of your certificates ends on {endsAt}. Put a new one into your profile before that; from then on the old one is not shown to students.',
  },
  certificateEnded: {
    subject: 'A certificate of yours has ended',
    text: 'Hello {name},\n\none of your certificates has ended and is not shown to students any more. Put a new one into your profile when you have it.',
  },
  staff: {
    escalate: {
      subject: 'A tutor waits longer than we promised',
      text: 'Hello {name},\n\na profile was to be answered by {promisedBy} and was not. The page below has it.',
    },
    proposeLift: {
      subject: 'Lifting a suspension wants a second person',
      text: 'Hello {name},\n\na colleague proposes to lift the suspension of a tutor. It takes a second person to agree; the page below has it.',
    },
  },
  /** what the parties of a lesson read when it is cancelled because its tutor was suspended */
  lessonCalledOff: 'This tutor cannot teach on Stoa at the moment. Everything that was paid goes back.',
} as const;
