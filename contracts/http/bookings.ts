import { z } from 'zod';
import { BookingId, Code, Id, Instant, MoneyView, PageQuery, pageOf, PersonView, Role, StateView } from './shared';
import { Sentence } from './quotes';
import { SessionReviewsView } from './reviews';

export const CreateBookingBody = z.strictObject({
  bookingId: BookingId,
  quoteToken: z.string().min(1).max(4096),
  note: z.string().trim().max(1000).optional().meta({ description: 'a note from the student to the tutor' }),
  replacesBookingId: BookingId.optional(),
});
/** Every action repeats the quote it was shown. */
export const ActBody = z.strictObject({
  quoteToken: z.string().min(1).max(4096),
  reason: z.string().trim().min(1).max(500).optional().meta({ description: 'required of staff' }),
});

export const ActionView = z
  .object({
    action: z.enum(['pay', 'accept', 'decline', 'cancel', 'join', 'bookAgain', 'retry']),
    allowed: z.boolean(),
    primary: z.boolean(),
    dangerous: z.boolean(),
    /** error code that says why not, and what to do instead */
    refusal: z.string().nullable(),
    until: Instant.nullable(),
    /** a page to go to instead of a POST: the hosted payment page, the meeting */
    url: z.string().nullable(),
  })
  .meta({ id: 'Action' });
export const DeadlineView = z
  .object({
    kind: z.enum(['pay', 'answer', 'start', 'end', 'settle', 'paidOut', 'confirming']),
    at: Instant,
    /** who must act; null: nobody, the clock does */
    by: Role.nullable(),
    sentence: Sentence,
  })
  .meta({ id: 'Deadline' });
export const BookingCard = z
  .object({
    id: Id,
    code: Code,
    version: z.int(),
    state: StateView,
    /** one word for a badge: the key in the message catalogue */
    status: z.string(),
    startsAt: Instant,
    endsAt: Instant,
    subject: z.string(),
    student: PersonView,
    tutor: PersonView,
    price: MoneyView,
    trial: z.boolean(),
    nextDeadline: DeadlineView.nullable(),
    needsMe: z.boolean(),
  })
  .meta({ id: 'BookingCard' });
export const PlaceView = z.object({ kind: z.enum(['link']), url: z.string().nullable(), opensAt: Instant });
export const BookingView = BookingCard.extend({
  subjectId: Id,
  note: z.string().nullable(),
  deadlines: z.array(DeadlineView),
  actions: z.array(ActionView),
  pendingMove: z.enum(['accept', 'cancel']).nullable(),
  place: PlaceView.nullable(),
  money: z.object({
    price: MoneyView,
    serviceFee: MoneyView,
    held: MoneyView,
    returned: MoneyView,
    /** what the tutor gets; shown to the tutor and staff, null for the student */
    tutorEarns: MoneyView.nullable(),
    commission: MoneyView.nullable(),
  }),
  /** borders as people are told them; the minutes of tolerance on top are grace */
  cancellation: z.array(z.object({ until: Instant, studentShareBps: z.int() })),
  /** null where nothing can be reviewed, and for who is no party */
  reviews: SessionReviewsView.nullable(),
  asOf: Instant,
}).meta({ id: 'Booking' });
export type ActionView = z.output<typeof ActionView>;
export type DeadlineView = z.output<typeof DeadlineView>;
export type BookingCard = z.output<typeof BookingCard>;
export type BookingView = z.output<typeof BookingView>;

export const ListBookingsQuery = PageQuery.extend({
  group: z.enum(['needsMe', 'upcoming', 'past', 'all']).default('all'),
});
export const BookingPage = pageOf(BookingCard).meta({ id: 'BookingPage' });

export const TimelineEntry = z
  .object({
    id: Id,
    at: Instant,
    type: z.string(),
    actor: z.enum(['student', 'tutor', 'support', 'admin', 'owner', 'clock', 'provider', 'bank']),
    actorName: z.string().nullable(),
    sentence: Sentence,
    /** what whoever acted gave as the reason; both sides read it */
    reason: z.string().nullable(),
    state: StateView,
    /** what the event moved for this reader: a student's payments and refunds, a tutor's net earnings, for staff all of it */
    money: z.array(z.object({ label: z.string(), amount: MoneyView })),
    /** for the staff only, otherwise null */
    postings: z.array(z.object({ account: z.string(), amount: MoneyView })).nullable(),
    policyHash: z.string().nullable(),
    provider: z.object({ kind: z.string(), id: z.string() }).nullable(),
  })
  .meta({ id: 'TimelineEntry' });
export const Timeline = z.object({ items: z.array(TimelineEntry), asOf: Instant }).meta({ id: 'Timeline' });
export type TimelineEntry = z.output<typeof TimelineEntry>;
