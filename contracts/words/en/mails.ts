/**
 * Mails, by template and reader. `when` is in the reader's zone, `whenThere` in the other party's. What comes below every
 * mail is `foot`; no mail names an amount or a person that its reader does not see in the app.
 */
export const mails = {
  foot: '{link}\n\nStoa',
  when: '{when} ({place})',
  whenThere: '{when} ({place}; {otherTime} in {otherPlace})',
  requestReceived: {
    tutor: {
      subject: '{student} asks for a lesson: {subject}',
      text: 'Hello {tutor},\n\n{student} asks for {subject}, {at}. The price is {price} and is held on their card.\n\nPlease answer by {answerBy}; after that the request ends by itself and the money is released.',
    },
  },
  requestSent: {
    student: {
      subject: 'Your request to {tutor}: {subject}',
      text: 'Hello {student},\n\nyou asked {tutor} for {subject}, {at}. {price} is held on your card and is taken only when {tutor} accepts.\n\n{tutor} has until {answerBy} to answer; after that the money is released.',
    },
  },
  accepted: {
    student: {
      subject: 'Scheduled: {subject} with {tutor}',
      text: 'Hello {student},\n\nyour lesson {subject} with {tutor} is scheduled, {at}. {price} is held for this lesson.\n\nThe way into the lesson is on the booking’s page from ten minutes before the start.',
    },
    tutor: {
      subject: 'Scheduled: {subject} with {student}',
      text: 'Hello {tutor},\n\nyour lesson {subject} with {student} is scheduled, {at}. {price} is held for this lesson.',
    },
  },
  declined: {
    student: {
      subject: '{tutor} cannot give this lesson: {subject}',
      text: 'Hello {student},\n\n{tutor} declined your request for {subject}, {at}. Nothing was taken from your card; the hold on it is being released.',
    },
  },
  cancelled: {
    student: {
      subject: 'Cancelled: {subject} with {tutor}',
      text: 'Hello {student},\n\nthe lesson {subject} with {tutor}, {at}, was cancelled by {actor}. What goes back to you stands on the booking’s page.',
    },
    tutor: {
      subject: 'Cancelled: {subject} with {student}',
      text: 'Hello {tutor},\n\nthe lesson {subject} with {student}, {at}, was cancelled by {actor}. What it means for you stands on the booking’s page.',
    },
  },
  requestExpired: {
    student: {
      subject: 'No answer from {tutor}: {subject}',
      text: 'Hello {student},\n\n{tutor} did not answer your request for {subject}, {at}, in time. Nothing was taken from your card; the hold on it is being released.',
    },
    tutor: {
      subject: 'A request ended without your answer: {subject}',
      text: 'Hello {tutor},\n\nthe request of {student} for {subject}, {at}, ended because the time to answer ran out. The time is free again.',
    },
  },
  holdExpired: {
    student: {
      subject: 'Not booked: {subject} with {tutor}',
      text: 'Hello {student},\n\nthe time to pay for {subject} with {tutor}, {at}, ran out. Nothing was taken and the time is free again; you can ask for it anew.',
    },
  },
  captureRefused: {
    student: {
      subject: 'Called off: {subject} with {tutor}',
      text: 'Hello {student},\n\n{tutor} accepted {subject}, {at}, but the bank did not let us take the money that it had held. The lesson is off, nothing was taken, and nobody is to blame. You can book again, with another card if you can.',
    },
    tutor: {
      subject: 'Called off: {subject} with {student}',
      text: 'Hello {tutor},\n\nthe bank did not let us take the money for {subject} with {student}, {at}. The lesson is off and nobody is to blame. The time is free again.',
    },
  },
  /** the same where nothing is to be paid */
  free: {
    requestReceived: {
      tutor: {
        subject: '{student} asks for a trial lesson: {subject}',
        text: 'Hello {tutor},\n\n{student} asks for {subject}, {at}. It is the trial lesson that you offer, and costs nothing.\n\nPlease answer by {answerBy}; after that the request ends by itself.',
      },
    },
    requestSent: {
      student: {
        subject: 'Your request to {tutor}: {subject}',
        text: 'Hello {student},\n\nyou asked {tutor} for a trial lesson, {subject}, {at}. It costs nothing.\n\n{tutor} has until {answerBy} to answer; after that the time is free again.',
      },
    },
    accepted: {
      student: {
        subject: 'Scheduled: {subject} with {tutor}',
        text: 'Hello {student},\n\nyour trial lesson {subject} with {tutor} is scheduled, {at}. It costs nothing.\n\nThe way into the lesson is on the booking’s page from ten minutes before the start.',
      },
      tutor: {
        subject: 'Scheduled: {subject} with {student}',
        text: 'Hello {tutor},\n\nyour trial lesson {subject} with {student} is scheduled, {at}. It costs nothing.',
      },
    },
    declined: {
      student: {
        subject: '{tutor} cannot give this lesson: {subject}',
        text: 'Hello {student},\n\n{tutor} declined your request for {subject}, {at}. Nothing was paid, and you can still have a trial lesson.',
      },
    },
    cancelled: {
      student: {
        subject: 'Cancelled: {subject} with {tutor}',
        text: 'Hello {student},\n\nthe trial lesson {subject} with {tutor}, {at}, was cancelled by {actor}. Nothing was paid.',
      },
      tutor: {
        subject: 'Cancelled: {subject} with {student}',
        text: 'Hello {tutor},\n\nthe trial lesson {subject} with {student}, {at}, was cancelled by {actor}. The time is free again.',
      },
    },
    requestExpired: {
      student: {
        subject: 'No answer from {tutor}: {subject}',
        text: 'Hello {student},\n\n{tutor} did not answer your request for {subject}, {at}, in time. Nothing was paid, and you can still have a trial lesson.',
      },
    },
  },
  actors: {
    student: '{student}',
    tutor: '{tutor}',
    staff: 'our support',
  },
} as const;
