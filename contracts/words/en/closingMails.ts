/** Mails about the closing of an account. `waits`, `erased` and `kept` are lines of the lists in them. */
export const closingMails = {
  asked: {
    subject: 'Your account is being closed',
    text: 'Hello {name},\n\nsomebody asked, with your sign-in, to close this account and to erase what we know about you. From now on nothing new is booked with it. Lessons that are booked already go on as agreed.\n\nYou hear from us when the day is known. Until then, and up to that day, you can call it off on the page below.\n\nIf it was not you, call it off at once and choose a new password.',
  },
  settled: {
    subject: 'Your account is erased on {erasesAt}',
    text: 'Hello {name},\n\nnothing holds your account up any more: it is erased on {erasesAt}. Until then you can call it off, and take a copy of your data with you, on the page below.',
  },
  soon: {
    subject: 'Your account is erased on {erasesAt}',
    text: 'Hello {name},\n\nthis is a reminder: your account is erased on {erasesAt}. That cannot be undone afterwards. Until then you can call it off, and take a copy of your data with you, on the page below.',
  },
  waiting: {
    subject: 'What your account is still waiting for',
    text: 'Hello {name},\n\nyou asked to close your account. It cannot be erased yet, because of:\n\n{waits}\n\nWe cancel nothing for you. The page below shows what you can do yourself; everything else ends by itself, and we look every day.',
  },
  stirred: {
    subject: 'Your account waits again',
    text: 'Hello {name},\n\nyour account was to be erased, and something has come up that has to end first:\n\n{waits}\n\nWhen it has, you hear from us with a new day.',
  },
  withdrawn: {
    subject: 'Your account stays open',
    text: 'Hello {name},\n\nthe closing of your account was called off. Everything is as it was, and you can book again.\n\nIf it was not you, choose a new password and write to support.',
  },
  receipt: {
    subject: 'Your account is erased: receipt {number}',
    text: 'Hello {name},\n\nyour account is being erased now. This is the last mail you get from us, and your receipt. Its number is {number}; with it alone you can have it verified later, and it tells nobody who you are.\n\nErased:\n{erased}\n- your name, e-mail address, password, picture, time zone and language\n\nKept, under a number instead of your name:\n{kept}\n\nThe law asks us to keep books of payments and lessons; lines of who did what show that nobody tampered with them. Your address can be used for a new account from now on.',
  },
  waits: {
    holds: 'a time that is held for a payment',
    lessons: 'lessons that are still to come, or a request that is not answered yet',
    unsettled: 'lessons that are over and not settled yet',
    disputes: 'a dispute that is not decided yet',
    moneyUnderWay: 'money that is on its way back',
    walletCash: 'money in your wallet',
    earnings: 'earnings that were not paid out yet',
    staffRole: 'your role among the staff',
  },
  erased: {
    files: '{count, plural, one {# file} other {# files}}',
    signIns: '{count, plural, one {# sign-in on a device} other {# sign-ins on devices}}',
    savedThings: '{count, plural, one {# favourite or saved search} other {# favourites and saved searches}}',
    texts: '{count, plural, one {# text about a lesson or profile} other {# texts about lessons and profiles}}',
    reviewTexts: '{count, plural, one {the words of # review} other {the words of # reviews}}',
  },
  kept: {
    bookings: '{count, plural, one {# booking} other {# bookings}}: commercial and tax law',
    payments: '{count, plural, one {# payment} other {# payments}}: commercial and tax law',
    ledgerLines: '{count, plural, one {# line of the books} other {# lines of the books}}: commercial and tax law',
    auditLines:
      '{count, plural, one {# line of the audit log} other {# lines of the audit log}}: proof of who did what',
    reviews:
      '{count, plural, one {# review} other {# reviews}} without your name: the other side of it is not yours alone',
    consents: '{count, plural, one {# consent} other {# consents}} by version and date: proof of what was agreed',
  },
} as const;
