/** Which lessons the story is about: times that exist, that one student can take all of. */
import { mintId, Refused, until } from './person.mjs';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const WEEKS = 5;

async function offered(student, tutor, from) {
  const detail = await student.get(`/tutors/${tutor.id}`);
  const durationMinutes = detail.durations.includes(60) ? 60 : detail.durations[0];
  const query = new URLSearchParams({
    from: new Date(from).toISOString(),
    to: new Date(from + WEEKS * 7 * DAY_MS).toISOString(),
    durationMinutes: String(durationMinutes),
  });
  const { items } = await student.get(`/tutors/${tutor.id}/slots?${query}`);
  return items.map(({ startsAt }) => ({
    tutor: detail,
    subject: detail.subjects[0],
    startsAt: Date.parse(startsAt),
    durationMinutes,
  }));
}

/** Picks times that stand clear of each other and of what the student has already. */
export class Calendar {
  #taken = [];

  constructor(student, taken) {
    this.student = student;
    this.#taken = taken;
  }

  static async of(student) {
    const { items } = await student.get('/bookings?group=upcoming&limit=100');
    return new Calendar(
      student,
      items.map(({ startsAt }) => Date.parse(startsAt)),
    );
  }

  /** The first free time of a tutor from an instant on. */
  async take(tutor, from) {
    const lessons = await offered(this.student, tutor, from);
    const isFree = ({ startsAt }) => this.#taken.every((other) => Math.abs(startsAt - other) >= 3 * HOUR_MS);
    const lesson = lessons.find(isFree);
    if (!lesson) throw new Refused(`${tutor.name} has no free time in the next ${WEEKS} weeks`);
    this.#taken.push(lesson.startsAt);
    return lesson;
  }
}

/** Quote, request, payment: what a student does on the screen, up to the secured money. */
export async function bookAndPay(student, sandbox, lesson) {
  const quote = await student.post('/quotes', {
    tutorId: lesson.tutor.id,
    subjectId: lesson.subject.id,
    startsAt: new Date(lesson.startsAt).toISOString(),
    durationMinutes: lesson.durationMinutes,
  });
  const bookingId = mintId();
  await student.post('/bookings', { bookingId, quoteToken: quote.token });
  const page = await until('payment page', async () => {
    const { actions } = await student.get(`/bookings/${bookingId}`);
    return actions.find(({ action }) => action === 'pay')?.url;
  });
  await sandbox.pay(page);
  const booking = await student.becomes(bookingId, 'money', ({ state }) => state.payment !== 'PENDING');
  return { id: bookingId, quote, booking };
}
