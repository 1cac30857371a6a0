import type { ActionQuoteView } from '@stoa/contracts/http/quotes';
import type { QuoteFacts, QuotedAction } from '@stoa/domain/consequences';
import { decide } from '@stoa/domain/decide';
import type { ErrorCode } from '@stoa/domain/errors';
import { quoteFor } from '@stoa/domain/quote';
import { storeReason } from '../db/queries/bookingEvents';
import type { BookingDetail } from '../db/queries/bookingViews';
import { quoteFactsFor } from '../db/queries/quoteFacts';
import { visibleBooking } from './bookingViews';
import type { House } from './house';
import type { Repeat } from './operation';
import { namesOf } from './presenters/booking';
import { presentActionQuote } from './presenters/quotes';
import type { Reader } from './presenters/reader';
import { granted, Refusal } from './refusal';
import { notThisQuote, openAction, seal, type SealedAction } from './seals';

/** What a step, and the question what it would do, may be refused with because of where the booking stands. */
export const STEP_REFUSALS = [
  'booking_not_found',
  'booking_state_conflict',
  'lesson_started',
  'lesson_over',
  'answer_time_over',
  'payment_time_over',
] as const satisfies readonly ErrorCode[];

/** Somebody's step on a booking, with the quote it was shown. */
export interface Act {
  readonly action: QuotedAction;
  readonly bookingId: string;
  readonly quoteToken: string;
  readonly reason: string | undefined;
  readonly reader: Reader;
  readonly repeat: Repeat;
}

const factsOf = (house: House, bookingId: string, { id, now }: Reader): Promise<QuoteFacts> =>
  quoteFactsFor(house.db, { bookingId, actorId: id, asOf: now });

/** Quotes an action for its reader. @throws Refusal with what `decide` would refuse */
export async function quoteAction(
  house: House,
  { booking, ...names }: BookingDetail,
  { action, reader }: Pick<Act, 'action' | 'reader'>,
): Promise<ActionQuoteView> {
  const quote = granted(
    quoteFor({
      booking,
      action,
      actor: reader.role,
      actorId: reader.id,
      at: reader.now,
      facts: await factsOf(house, booking.id, reader),
      // asked for when it is done; a quote needs none
      reason: 'quoted',
    }),
  );
  const token = await seal(house.tokens, {
    kind: 'action',
    personId: reader.id,
    role: reader.role,
    bookingId: booking.id,
    action,
    version: quote.version,
    studentShareBps: quote.studentShareBps,
    quotedAt: quote.quotedAt,
    validUntil: quote.validUntil,
  });
  return presentActionQuote({ quote, booking, names: namesOf(names), token }, reader);
}

async function openedFor(house: House, act: Act): Promise<SealedAction> {
  const sealed = await openAction(house.tokens, act.quoteToken);
  const { reader, bookingId, action } = act;
  const same = sealed.personId === reader.id && sealed.role === reader.role;
  if (same && sealed.bookingId === bookingId && sealed.action === action) return sealed;
  throw notThisQuote();
}

/** Asks the domain early: what the workflow would refuse is refused without a round trip. */
async function askEarly(house: House, detail: BookingDetail, act: Act): Promise<SealedAction> {
  const sealed = await openedFor(house, act);
  const { reader, action, reason } = act;
  if (reader.now > sealed.validUntil) throw new Refusal('quote_expired');
  granted(
    decide(detail.booking, {
      action,
      actor: reader.role,
      actorId: reader.id,
      at: reader.now,
      expectedVersion: sealed.version,
      quotedAt: sealed.quotedAt,
      ...(action === 'cancel' ? { studentShareBps: sealed.studentShareBps } : {}),
      reason: reason ?? null,
      facts: await factsOf(house, detail.booking.id, reader),
    }),
  );
  return sealed;
}

/** The reason's row: its id follows from the request, so that a repeat does not write another. */
async function keepReason(house: House, { bookingId, reason, reader, repeat }: Act): Promise<string | null> {
  if (!reason) return null;
  const hex = repeat.updateId;
  const id = `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
  await storeReason(house.db, { id, bookingId, authorId: reader.id, text: reason, at: reader.now });
  return id;
}

async function send(house: House, act: Act, sealed: SealedAction): Promise<void> {
  const { action, bookingId, reader, repeat } = act;
  const { updateId } = repeat;
  const asker = {
    actor: reader.role,
    actorId: reader.id,
    expectedVersion: sealed.version,
    quotedAt: sealed.quotedAt,
  };
  const reasonId = await keepReason(house, act);
  const { desk } = house;
  if (action === 'accept') await desk.act('accept', bookingId, { input: asker, updateId });
  else if (action === 'decline')
    await desk.act('decline', bookingId, { input: { ...asker, reasonCode: null }, updateId });
  else {
    const input = { ...asker, reasonId, studentShareBps: sealed.studentShareBps };
    await desk.act('cancel', bookingId, { input, updateId });
  }
}

/** A stale quote is refused together with the one of now, so that the dialog can show it at once. */
async function withNewQuote(house: House, act: Act, refusal: Refusal): Promise<Refusal> {
  if (refusal.code !== 'quote_changed' && refusal.code !== 'quote_expired') return refusal;
  const reader = { ...act.reader, now: house.clock.now() };
  try {
    const quote = await quoteAction(house, await visibleBooking(house, act.bookingId, reader), { ...act, reader });
    return new Refusal(refusal.code, { ...refusal.parts, quote });
  } catch (error) {
    // the step is no longer open at all: that says more than "changed"
    return error instanceof Refusal ? error : refusal;
  }
}

/**
 * Takes a step on a booking through its workflow. Safe to repeat with the same key: an outcome that Temporal knows is the
 * outcome.
 * @throws Refusal of the domain, early or from the workflow; stale quotes come with the new one
 */
export async function takeStep(house: House, act: Act): Promise<void> {
  const { bookingId, reader, repeat } = act;
  const detail = await visibleBooking(house, bookingId, reader);
  if (repeat.done) return;
  if (repeat.seen && (await house.desk.outcomeOf(bookingId, repeat.updateId)) !== null) return;
  try {
    await send(house, act, await askEarly(house, detail, act));
  } catch (error) {
    throw error instanceof Refusal ? await withNewQuote(house, act, error) : error;
  }
}
