import type { BookingView } from '@stoa/contracts/http/bookings';
import type { BookingQuoteView } from '@stoa/contracts/http/quotes';
import type { TutorView } from '@stoa/contracts/http/tutors';
import type { Person } from './person';
import { until } from './wait';

const HOUR_MS = 3_600_000;
/** also while a killed process is coming back */
const BECOMES_MS = 60_000;
const DAY_MS = 24 * HOUR_MS;

export interface Wish {
  readonly tutorId: string;
  readonly subjectId: string;
  readonly startsAt: string;
  readonly durationMinutes: number;
}

interface Week {
  readonly from: number;
  readonly to: number;
}

async function slotsOf(student: Person, tutorId: string, { from, to }: Week): Promise<Wish[]> {
  const tutor = (await student.get<TutorView>(`/tutors/${tutorId}`)).body;
  const durationMinutes = tutor.durations.includes(60) ? 60 : tutor.durations[0]!;
  const query = new URLSearchParams({
    from: new Date(from).toISOString(),
    to: new Date(to).toISOString(),
    durationMinutes: String(durationMinutes),
  });
  const path = `/tutors/${tutorId}/slots?${query.toString()}`;
  const { items } = (await student.get<{ items: { startsAt: string }[] }>(path)).body;
  return items.map(({ startsAt }) => ({ tutorId, subjectId: tutor.subjects[0]!.id, startsAt, durationMinutes }));
}

const isApart = (one: Wish, other: Wish): boolean =>
  Math.abs(Date.parse(one.startsAt) - Date.parse(other.startsAt)) >= 3 * HOUR_MS;

/**
 * Slots of several tutors at times that do not overlap each other, so that one student can take them all.
 * @param of.wanted how many; fewer free ones are an error: a story without its slots proves nothing
 * @param of.now where the town's clock stands, epoch ms
 */
export async function findWishes(
  student: Person,
  { tutorIds, wanted, now = Date.now() }: { tutorIds: readonly string[]; wanted: number; now?: number },
): Promise<Wish[]> {
  const wishes: Wish[] = [];
  const from = now + 3 * DAY_MS;
  for (let week = 0; wishes.length < wanted && week < 6; week++) {
    const span = { from: from + week * 7 * DAY_MS, to: from + (week + 1) * 7 * DAY_MS };
    const offered = await Promise.all(tutorIds.map((tutorId) => slotsOf(student, tutorId, span)));
    for (const wish of offered.flat()) if (wishes.every((other) => isApart(wish, other))) wishes.push(wish);
  }
  if (wishes.length < wanted) throw new Error(`only ${wishes.length} of ${wanted} free slots`);
  return wishes.slice(0, wanted);
}

/** The address of the hosted page, as soon as the booking's view carries it. */
export function payPageOf(student: Person, bookingId: string): Promise<string> {
  return until(`the payment page of ${bookingId}`, async () => {
    const { body } = await student.get<BookingView>(`/bookings/${bookingId}`);
    return body.actions.find((offered) => offered.action === 'pay')?.url;
  });
}

/** Pays a hosted page as a person with this card would, without a browser. */
export async function payWith(sandbox: string, pageUrl: string, card = '4242424242424242'): Promise<void> {
  const id = /cs_[A-Za-z0-9_]+/.exec(pageUrl)?.[0];
  if (id === undefined) throw new Error(`no checkout in ${pageUrl}`);
  const response = await fetch(`${sandbox}/control/checkout/${id}/pay`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ card }),
  });
  if (!response.ok) throw new Error(`paying ${id}: ${response.status} ${await response.text()}`);
}

/** Waits for a booking to stand where the story says. */
export function becomes(person: Person, bookingId: string, is: (view: BookingView) => boolean): Promise<BookingView> {
  return until(
    `booking ${bookingId}`,
    async () => {
      const { status, body } = await person.get<BookingView>(`/bookings/${bookingId}`);
      if (status === 200 && is(body)) return body;
      throw new Error(`${status} ${JSON.stringify(body.state ?? body)}`);
    },
    BECOMES_MS,
  );
}

/** Books and pays, and waits until the money is secured. */
export async function bookAndPay(
  student: Person,
  sandbox: string,
  wish: Wish,
): Promise<{ booking: BookingView; quote: BookingQuoteView }> {
  const quote = await student.quote(wish);
  const created = await student.book(quote.token);
  if (created.status !== 201) throw new Error(`booking: ${created.status} ${JSON.stringify(created.body)}`);
  await payWith(sandbox, await payPageOf(student, created.body.id));
  const booking = await becomes(student, created.body.id, (view) => view.state.payment !== 'PENDING');
  return { booking, quote };
}

/** Moves the town's clock forward and resolves when every running booking has lived through it. */
export async function moveClock(sandbox: string, milliseconds: number): Promise<void> {
  const response = await fetch(`${sandbox}/control/clock/advance`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ milliseconds }),
  });
  if (!response.ok) throw new Error(`clock: ${response.status} ${await response.text()}`);
}
