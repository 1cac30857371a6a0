import { z } from 'zod';
import { AskedInstant, Id, Instant, MoneyView } from './shared';

/** One sentence of a quote: a code of the message catalogue with its values, so that every locale can say it. */
export const Sentence = z
  .object({ code: z.string(), values: z.record(z.string(), z.union([z.string(), z.number(), MoneyView])) })
  .meta({ id: 'Sentence' });
export type Sentence = z.output<typeof Sentence>;

export const CreateQuoteBody = z.strictObject({
  tutorId: Id,
  subjectId: Id,
  startsAt: AskedInstant,
  durationMinutes: z.int().min(25).max(120),
  trial: z.boolean().default(false).meta({ description: 'the trial lesson, at its own price and length' }),
});
export const BookingQuoteView = z
  .object({
    /** to be sent back with the booking: seals what was shown; opaque */
    token: z.string(),
    tutorId: Id,
    subjectId: Id,
    startsAt: Instant,
    endsAt: Instant,
    durationMinutes: z.int(),
    price: MoneyView,
    serviceFee: MoneyView,
    total: MoneyView,
    instant: z.boolean(),
    trial: z.boolean(),
    /** what happens to the money when, in order */
    steps: z.array(z.object({ at: Instant.nullable(), sentence: Sentence })),
    /** borders as people are told them; the minutes of tolerance on top are grace */
    cancellation: z.array(z.object({ until: Instant, studentShareBps: z.int(), returned: MoneyView })),
    cancellationSentence: Sentence,
    validUntil: Instant,
    asOf: Instant,
  })
  .meta({ id: 'BookingQuote' });
export type BookingQuoteView = z.output<typeof BookingQuoteView>;

export const QuotedAction = z.enum(['accept', 'decline', 'cancel']);
export const QuoteActionBody = z.strictObject({ action: QuotedAction });
/** What an action would do to money, for one reader and one version of the booking. */
export const ActionQuoteView = z
  .object({
    token: z.string(),
    action: QuotedAction,
    bookingId: Id,
    version: z.int(),
    studentShareBps: z.int(),
    studentReceives: MoneyView,
    studentCompensation: MoneyView.nullable(),
    tutorReceives: MoneyView,
    commission: MoneyView,
    strikes: z.int(),
    sentence: Sentence,
    validUntil: Instant,
    asOf: Instant,
  })
  .meta({ id: 'ActionQuote' });
export type ActionQuoteView = z.output<typeof ActionQuoteView>;
