/** The five bookings of the story: what people do, and what must be in the books afterwards. */
import { bookAndPay } from './lessons.mjs';
import { chapter, line, money, time } from './paper.mjs';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const MINUTE_MS = 60_000;
/** Between 24 and 12 hours before the start a moderate tutor keeps half; five minutes of tolerance are far away. */
const CANCELS_BEFORE_MS = 18 * HOUR_MS;

const whenOf = (lesson, zone) => time(lesson.startsAt, zone);

async function ask(cast, lesson) {
  const { student, sandbox, zone } = cast;
  const { quote, ...booked } = await bookAndPay(student, sandbox, lesson);
  line(
    student.me.name,
    `asks ${lesson.tutor.name} for ${lesson.subject.name}, ${whenOf(lesson, zone)}, and pays ${money(quote.total)}`,
  );
  return { ...booked, quote, lesson, price: quote.price.amountMinor };
}

async function accept(cast, booked) {
  const { quote } = await cast.tutor.act(booked.id, 'accept');
  await cast.tutor.becomes(booked.id, 'acceptance', ({ state }) => state.session === 'SCHEDULED');
  line(
    cast.tutor.me.name,
    `accepts and will earn ${money(quote.tutorReceives)}, ${money(quote.commission)} is commission`,
  );
  return quote;
}

/** What must be in the books; the card company's fee comes out of the platform's side, whoever earned what. */
const kept = ({ taken, earns, commission }) => ({
  provider_clearing: taken,
  tutor_payable: earns,
  commission_revenue: commission,
});
const settled = (price, commission) => ({
  state: { session: 'ENDED', outcome: 'COMPLETED', payment: 'CAPTURED', dispute: 'NONE' },
  balances: kept({ taken: price, earns: price - commission, commission }),
});
const nothingMoved = (session) => ({
  state: { session, outcome: 'NOT_HELD', payment: 'VOIDED', dispute: 'NONE' },
  balances: {},
});

export async function held(cast) {
  chapter('A lesson', 'request, payment, acceptance, lesson, settlement');
  const lesson = await cast.calendar.take(cast.demoTutor, cast.now + 3 * DAY_MS);
  const booked = await ask(cast, lesson);
  const quote = await accept(cast, booked);
  return { title: 'The lesson', ...booked, expected: settled(booked.price, quote.commission.amountMinor) };
}

export async function declined(cast) {
  chapter('A declined one', 'the hold on the card is let go');
  const lesson = await cast.calendar.take(cast.demoTutor, cast.now + 4 * DAY_MS);
  const booked = await ask(cast, lesson);
  const { quote } = await cast.tutor.act(booked.id, 'decline');
  line(cast.tutor.me.name, `declines; ${money(quote.studentReceives)} is released`);
  return { title: 'The declined one', ...booked, expected: nothingMoved('CANCELLED') };
}

export async function instant(cast) {
  chapter('An instant one', 'accepted by the clock as soon as the money is secured');
  const lesson = await cast.calendar.take(cast.instantTutor, cast.now + 3 * DAY_MS);
  const booked = await ask(cast, lesson);
  await cast.student.becomes(booked.id, 'instant acceptance', ({ state }) => state.session === 'SCHEDULED');
  line('The clock', `accepts at once for ${lesson.tutor.name}`);
  const { money: parts } = await cast.support.get(`/staff/bookings/${booked.id}`);
  return { title: 'The instant one', ...booked, expected: settled(booked.price, parts.commission.amountMinor) };
}

export async function unanswered(cast) {
  chapter('A forgotten one', 'nobody answers, so the clock will');
  const lesson = await cast.calendar.take(cast.otherTutor, cast.now + 3 * DAY_MS);
  const booked = await ask(cast, lesson);
  const answer = booked.booking.deadlines.find(({ kind }) => kind === 'answer');
  line('The clock', `gives ${lesson.tutor.name} until ${time(answer.at, cast.zone)}`);
  return { title: 'The forgotten one', ...booked, answerBy: Date.parse(answer.at), expected: nothingMoved('EXPIRED') };
}

/** Asked and accepted here; cancelled later, when the terms give back half. */
export async function toBeCancelled(cast) {
  chapter('A cancelled one', 'half comes back, as the quote says beforehand');
  const lesson = await cast.calendar.take(cast.demoTutor, cast.now + 2 * DAY_MS);
  const booked = await ask(cast, lesson);
  await accept(cast, booked);
  return { title: 'The cancelled one', ...booked };
}

export async function cancel(cast, booked) {
  const at = booked.lesson.startsAt - CANCELS_BEFORE_MS;
  await moveClock(cast, at, 'eighteen hours before the lesson that will be cancelled');
  const { quote } = await cast.student.act(booked.id, 'cancel');
  line(
    cast.student.me.name,
    `cancels; the quote said ${money(quote.studentReceives)} back, ${money(quote.tutorReceives)} for ${cast.tutor.me.name}`,
  );
  await cast.student.becomes(booked.id, 'cancellation', ({ state }) => state.session === 'CANCELLED');
  const [back, earns, commission] = [quote.studentReceives, quote.tutorReceives, quote.commission].map(
    (m) => m.amountMinor,
  );
  cast.told.same('what the quote divides is the price', booked.price, back + earns + commission);
  cast.told.same('half comes back', Math.floor(booked.price / 2), back);
  const expected = {
    state: { session: 'CANCELLED', outcome: 'NOT_HELD', payment: 'PARTIALLY_REFUNDED', dispute: 'NONE' },
    balances: kept({ taken: booked.price - back, earns, commission }),
  };
  return { ...booked, expected };
}

export async function expire(cast, booked) {
  await moveClock(cast, booked.answerBy + MINUTE_MS, `past the time ${booked.lesson.tutor.name} had to answer`);
  await cast.student.becomes(booked.id, 'expiry', ({ state }) => state.session === 'EXPIRED');
  line('The clock', `gives ${cast.student.me.name} ${money(booked.quote.total)} back`);
}

/** Past the lessons and the three days in which one may object. */
export async function settle(cast, bookings) {
  const last = Math.max(...bookings.map(({ lesson }) => lesson.startsAt + lesson.durationMinutes * MINUTE_MS));
  await moveClock(cast, last + 72 * HOUR_MS + 10 * MINUTE_MS, 'past the lessons and the days to object');
  for (const { id } of bookings) {
    await cast.student.becomes(id, 'settlement', ({ state }) => state.payment === 'CAPTURED');
  }
  line('The clock', 'settles what was held');
}

async function moveClock(cast, instant, why) {
  if ((await cast.sandbox.now()) >= instant) return;
  await cast.sandbox.moveTo(instant);
  line('The clock', `moves to ${time(instant, cast.zone)}, ${why}`);
}
