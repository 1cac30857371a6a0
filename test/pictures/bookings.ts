/** The bookings in the pictures: one in every state a screen can show. */
import { DAY_MS, HOUR_MS, MINUTE_MS } from '@stoa/domain/policies';
import { NOW } from './people';
import { Told } from './told';

const at = (day: number, hour: number, minute = 0): number => Date.UTC(2026, 10, day, hour, minute);
const minutesAgo = (minutes: number): number => NOW - minutes * MINUTE_MS;

const holding = new Told({
  number: 1,
  student: 'Robin',
  tutor: 'Elowen',
  startsAt: at(27, 14),
  askedAt: minutesAgo(6),
});
const requested = new Told({
  number: 2,
  student: 'Robin',
  tutor: 'Aurelia',
  startsAt: at(26, 15),
  askedAt: minutesAgo(42),
  note: 'I get lost when limits meet fractions. We are using the blue book, chapter 7.\nMy test is on Friday.',
}).paid(minutesAgo(40));
const scheduled = new Told({
  number: 3,
  student: 'Robin',
  tutor: 'Bram',
  startsAt: at(28, 11),
  askedAt: at(22, 18, 30),
  note: 'Could we look at the pendulum question from last year?',
})
  .paid(at(22, 18, 33))
  .accepted(at(22, 19, 12));
const active = new Told({
  number: 4,
  student: 'Robin',
  tutor: 'Calla',
  startsAt: at(24, 15, 45),
  askedAt: at(21, 9),
})
  .paid(at(21, 9, 4))
  .lived(NOW);
const ended = new Told({
  number: 5,
  student: 'Robin',
  tutor: 'Isaura',
  minutes: 50,
  startsAt: at(23, 10),
  askedAt: at(19, 20),
})
  .paid(at(19, 20, 2))
  .lived(NOW);
const settled = new Told({
  number: 6,
  student: 'Robin',
  tutor: 'Aurelia',
  startsAt: at(12, 16),
  askedAt: at(9, 12),
})
  .paid(at(9, 12, 3))
  .accepted(at(9, 13, 40))
  .lived(NOW);
const cancelledLate = new Told({
  number: 7,
  student: 'Robin',
  tutor: 'Aurelia',
  startsAt: at(19, 16),
  askedAt: at(16, 8),
})
  .paid(at(16, 8, 5))
  .accepted(at(16, 8, 50))
  .cancelled({ actor: 'student', name: 'Robin' }, at(18, 22));
const declined = new Told({
  number: 8,
  student: 'Robin',
  tutor: 'Halden',
  startsAt: at(17, 18),
  askedAt: at(14, 17),
})
  .paid(at(14, 17, 4))
  .refused(at(14, 21, 15));
const expired = new Told({
  number: 9,
  student: 'Robin',
  tutor: 'Jorun',
  startsAt: at(13, 22),
  askedAt: at(10, 11),
})
  .paid(at(10, 11, 6))
  .lived(NOW);
const another = new Told({
  number: 10,
  student: 'Tamsin',
  tutor: 'Aurelia',
  minutes: 90,
  startsAt: at(27, 8),
  askedAt: minutesAgo(95),
  note: 'First year, epsilon and delta. I have three problems I could not finish.',
}).paid(minutesAgo(91));
const comingUp = new Told({
  number: 11,
  student: 'Zlata',
  tutor: 'Aurelia',
  startsAt: at(25, 14),
  askedAt: at(20, 6),
})
  .paid(at(20, 6, 3))
  .accepted(at(20, 7));
const nextWeek = new Told({
  number: 12,
  student: 'Ishaan',
  tutor: 'Aurelia',
  minutes: 30,
  startsAt: at(29, 9, 30),
  askedAt: at(24, 4),
})
  .paid(at(24, 4, 6))
  .accepted(at(24, 7, 20));
const calledOff = new Told({
  number: 13,
  student: 'Zlata',
  tutor: 'Ginevra',
  startsAt: at(26, 9, 30),
  askedAt: at(22, 15),
})
  .paid(at(22, 15, 2))
  .accepted(at(22, 16, 30))
  .cancelled(
    { actor: 'support', name: 'Sunniva', reason: 'Ginevra told us by phone that she is in hospital.' },
    at(24, 8, 5),
  );
const confirming = new Told({
  number: 15,
  student: 'Tamsin',
  tutor: 'Ginevra',
  minutes: 45,
  startsAt: at(28, 10),
  askedAt: minutesAgo(3 * 60),
})
  .paid(minutesAgo(3 * 60 - 4))
  .acceptedUnconfirmed(minutesAgo(1));
const unpaid = new Told({
  number: 16,
  student: 'Ishaan',
  tutor: 'Dorian',
  minutes: 50,
  startsAt: at(25, 9),
  askedAt: minutesAgo(12),
});
const hanging = new Told({
  number: 17,
  student: 'Tamsin',
  tutor: 'Halden',
  startsAt: at(27, 17),
  askedAt: minutesAgo(5 * 60),
})
  .paid(minutesAgo(5 * 60 - 3))
  .stuck(minutesAgo(4 * 60), NOW);

/** Lessons of the weeks before, so that lists and books look like those of a house that is lived in. */
const PAST = [
  ['Tamsin', 'Calla', 2],
  ['Zlata', 'Aurelia', 3],
  ['Ishaan', 'Faro', 4],
  ['Tamsin', 'Isaura', 5],
  ['Zlata', 'Elowen', 6],
  ['Ishaan', 'Bram', 8],
  ['Robin', 'Aurelia', 20],
  ['Robin', 'Kestrel', 25],
] as const;
const earlier = PAST.map(([student, tutor, days], i) => {
  const startsAt = at(24, 13) - days * DAY_MS;
  const told = new Told({
    number: 30 + i,
    student,
    tutor,
    startsAt,
    askedAt: startsAt - 3 * DAY_MS,
    ...(tutor === 'Isaura' ? { minutes: 50 } : {}),
  });
  told.paid(startsAt - 3 * DAY_MS + 4 * MINUTE_MS);
  if (told.booking.session === 'REQUESTED') told.accepted(startsAt - 3 * DAY_MS + 2 * HOUR_MS);
  return told.lived(NOW);
});

export const NAMED = {
  holding,
  requested,
  scheduled,
  active,
  ended,
  settled,
  cancelledLate,
  declined,
  expired,
  another,
  calledOff,
  confirming,
  hanging,
};
export const BOOKINGS: readonly Told[] = [...Object.values(NAMED), comingUp, nextWeek, unpaid, ...earlier];
