import type { BookingView } from '@stoa/contracts/http/bookings';
import { v7 } from 'uuid';
import type { Person } from './person';
import { becomes, payPageOf, payWith, type Wish } from './story';
import { until } from './wait';

const TOLD_MS = 60_000;

/**
 * Books as a patient client does while the town is being broken: id and key are minted once and sent again until an
 * answer comes that is an answer; a new id is minted only where the answer says that this one is spent. A booking is
 * *told* once the client has seen its 201.
 * @returns the id of the booking that the client was told of
 */
export async function bookUntilTold(student: Person, wish: Wish): Promise<string> {
  let bookingId = v7();
  const quote = await until('a quote', () => student.quote(wish), TOLD_MS);
  await until(
    'an answer to a booking',
    async () => {
      const { status, body } = await student.book(quote.token, bookingId);
      if (status === 201) return true;
      const { code } = body as unknown as { code?: string };
      if (code === 'booking_id_spent' || code === 'temporarily_unavailable') bookingId = v7();
      throw new Error(`${bookingId}: ${status} ${code ?? ''}`);
    },
    TOLD_MS,
  );
  return bookingId;
}

/** Pays and sees the booking scheduled by the tutor, again patient with a town that is being broken. */
export async function carryToScheduled(
  people: { student: Person; tutor: Person; sandbox: string },
  bookingId: string,
): Promise<BookingView> {
  const { student, tutor, sandbox } = people;
  const page = await until('the page', () => payPageOf(student, bookingId), TOLD_MS);
  await until('the payment', () => payWith(sandbox, page).then(() => true), TOLD_MS).catch(async (error: unknown) => {
    // paid before its answer was lost: the booking knows
    const { body } = await student.get<BookingView>(`/bookings/${bookingId}`);
    if (body.state.payment === 'PENDING') throw error;
  });
  await becomes(student, bookingId, (view) => view.state.payment !== 'PENDING');
  await until(
    'the acceptance',
    async () => {
      const { body } = await tutor.get<BookingView>(`/bookings/${bookingId}`);
      if (body.state.session !== 'REQUESTED' || body.pendingMove === 'accept') return true;
      const { status } = await tutor.act(bookingId, 'accept');
      return status === 200;
    },
    TOLD_MS,
  );
  return becomes(student, bookingId, (view) => view.state.session === 'SCHEDULED');
}
