/**
 * What the server says as a code with values (`Sentence` of contracts/http): the code is the path below this object.
 * Values: an instant is an ISO string and is written in the reader's zone ("20:15 tomorrow"); money is a MoneyView and is
 * written with its currency; names are plain. A sentence for one reader ends in that reader's role.
 */
export const sentences = {
  deadline: {
    pay: {
      student: 'Pay by {at}, or this time is free for others again. Nothing is taken until you pay.',
      tutor: '{student} has until {at} to pay.',
    },
    answer: {
      student: '{tutor} answers by {at}, or you get {price} back.',
      tutor: 'Answer by {at}, or {student} gets {price} back and the time is free again.',
    },
    start: {
      student: 'The lesson starts at {at}.',
      tutor: 'The lesson starts at {at}.',
    },
    end: {
      student: 'The lesson ends at {at}.',
      tutor: 'The lesson ends at {at}.',
    },
    answerFree: {
      student: '{tutor} answers by {at}, or the time is free again.',
      tutor: 'Answer by {at}, or the time is free again.',
    },
    settleFree: {
      student: 'Tell us by {at} if something was not right. Then this lesson is closed.',
      tutor: 'This lesson is closed at {at}, unless {student} tells us that something was not right.',
    },
    settle: {
      student: 'Tell us by {at} if something was not right. Then {tutor} is paid for this lesson.',
      tutor: '{earns} is yours from {at}, unless {student} tells us that something was not right.',
    },
    paidOut: {
      student: '{tutor} is paid out from {at}.',
      tutor: '{earns} goes to your bank from {at}.',
    },
    review: {
      tutor: 'We look at your profile and answer by {at}.',
    },
    confirming: {
      student: 'Your bank is confirming. We ask again by {at}; you need not do anything.',
      tutor: 'The bank is confirming. We ask again by {at}; you need not do anything.',
    },
  },
  quote: {
    step: {
      hold: 'Now we reserve {total} on your card. Nothing is taken yet.',
      answer: '{tutor} answers by {at} at the latest. No answer or a no: the {total} is released in full.',
      capture: 'When {tutor} accepts, {total} is taken from your card and held for this lesson.',
      instant: 'Now {total} is taken from your card and held for this lesson. {tutor} accepts at once.',
      free: 'This lesson costs nothing; no card is needed.',
      freeAnswer: '{tutor} is asked now, and the time is kept for you until the answer.',
      freeInstant: '{tutor} accepts at once.',
      settle: 'After the lesson you have until {at} to object. Then {tutor} is paid.',
    },
  },
  cancellation: {
    fullThenNone: 'Cancel until {full} and get everything back. Later the lesson is paid in full.',
    fullThenPart: 'Cancel until {full} and get everything back, later {laterPercent}\u00a0%.',
    fullPartNone:
      'Cancel until {full} and get everything back, until {part} you get {percent}\u00a0% back. Later the lesson is paid in full.',
    partThenNone: 'Cancel until {part} and get {percent}\u00a0% back. Later the lesson is paid in full.',
    part: 'Cancel any time before the start and get {laterPercent}\u00a0% back.',
    none: 'This lesson is so soon that a cancellation returns nothing once {tutor} has accepted.',
    free: 'It costs nothing, and you may cancel until it begins. {tutor} keeps the time for you: say so early.',
    beforeAcceptance: 'Until {tutor} has accepted, cancelling returns everything.',
  },
  act: {
    free: {
      accept: 'You teach {student}. This lesson costs nothing.',
      decline: '{student} is told and the time is free again. This does not count against you.',
      cancel: 'Nothing was taken. {tutor} is told at once.',
      early: '{student} is told and the time is free again. It does not count against you.',
      late: '{student} is told. It is less than 24 hours to the start, so this counts as one strike.',
      staff: '{student} and {tutor} are told. Nobody is penalised.',
    },
    accept:
      'You teach {student}. {price} is taken from their card and held for this lesson; {tutorReceives} is yours afterwards, {commission} is our commission.',
    decline: '{student} gets {studentReceives} back and the time is free again. This does not count against you.',
    cancel: {
      student: {
        full: 'You get {studentReceives} back to your card. {tutor} is told at once.',
        part: 'You get {studentReceives} back to your card. {tutorReceives} goes to {tutor}, who kept this time for you, {commission} is our commission.',
        none: 'Nothing comes back: it is too close to the start. {tutorReceives} goes to {tutor}, who kept this time for you, {commission} is our commission.',
        unpaid: 'Nothing was taken, so nothing has to come back. The time is free again.',
      },
      tutor: {
        early: '{student} gets {studentReceives} back. You get nothing for this lesson. It does not count against you.',
        late: '{student} gets {studentReceives} back and {studentCompensation} of credit from us. It is less than 24 hours to the start, so this counts as one strike.',
        lateBare:
          '{student} gets {studentReceives} back. It is less than 24 hours to the start, so this counts as one strike.',
      },
      staff: {
        full: '{student} gets {studentReceives} back. {tutor} gets nothing. Nobody is penalised.',
        part: '{student} gets {studentReceives} back, {tutorReceives} goes to {tutor}, {commission} is our commission. Nobody is penalised.',
      },
    },
  },
  /** the timeline: the event's type */
  event: {
    book: '{student} asked for this lesson.',
    authorize: '{amount} was reserved on {student}’s card.',
    authorizeFree: 'This lesson costs nothing, so nothing had to be paid.',
    acceptFree: '{tutor} accepted.',
    acceptInstantFree: 'Accepted at once, as {tutor} offers.',
    declineFree: '{tutor} declined.',
    expireRequestFree: '{tutor} did not answer in time.',
    settleFree: 'Settled: the lesson cost nothing.',
    acceptDecided: '{tutor} accepted; the bank is confirming.',
    accept: '{tutor} accepted. {amount} is held for this lesson.',
    acceptInstant: 'Accepted at once, as {tutor} offers. {amount} is held for this lesson.',
    decline: '{tutor} declined. {amount} was released.',
    cancelDecided: '{actor} cancelled; the bank is confirming the refund.',
    cancel: '{actor} cancelled.',
    cancelReturned: '{actor} cancelled. {amount} went back to {student}.',
    expireHold: 'The time to pay ran out. Nothing was taken.',
    expireRequest: '{tutor} did not answer in time. {amount} was released.',
    refuseCapture: 'The card could not be charged, so the lesson is off. Nobody is to blame and nothing was taken.',
    start: 'The lesson began.',
    end: 'The lesson ended.',
    settle: 'Settled: the lesson is paid for.',
    needsAttention: 'Something at the card company takes longer. Our people are looking at it.',
    latePayment: 'A payment arrived after the end. {amount} goes back to {student} by itself.',
    other: 'The booking changed.',
  },
} as const;
