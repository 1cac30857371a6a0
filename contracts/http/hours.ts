import { POLICIES } from '@stoa/domain/policies';
import { z } from 'zod';
import { BookingCard, ActionView } from './bookings';
import { AskedInstant, Id, Instant, line, PageQuery, pageOf, wholeNumber, Zone } from './shared';

const LocalTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);
const EndOfDay = z.string().regex(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/);
/** more would be typing errors: twelve for every day of the week */
const MOST_WINDOWS = 84;

export const WindowView = z
  .strictObject({
    weekday: z.int().min(1).max(7).meta({ description: '1 Monday to 7 Sunday: the day it starts' }),
    start: LocalTime.meta({ description: 'HH:MM by the clock of the rules’ zone' }),
    end: EndOfDay.meta({ description: 'HH:MM, up to 24:00; before the start: on the next day' }),
  })
  .refine(({ start, end }) => start !== end, { message: 'has an end that is its start', path: ['end'] })
  .meta({ id: 'WeeklyWindow' });

const { noticeMinutes, horizonDays, bufferMinutes } = POLICIES;
const LENGTHS: readonly number[] = POLICIES.durationsMinutes;
const STEPS: readonly number[] = POLICIES.slotStepsMinutes;
const Length = z.int().refine((minutes) => LENGTHS.includes(minutes), { message: `is one of ${LENGTHS.join(', ')}` });

export const TutorRulesBody = z.strictObject({
  zone: Zone,
  windows: z.array(WindowView).max(MOST_WINDOWS),
  durations: z
    .array(Length)
    .min(1)
    .max(LENGTHS.length)
    .refine((all) => new Set(all).size === all.length, { message: 'names a length twice' }),
  slotStepMinutes: z.int().refine((minutes) => STEPS.includes(minutes), { message: `is one of ${STEPS.join(', ')}` }),
  minimumNoticeMinutes: z.int().min(noticeMinutes.min).max(noticeMinutes.max),
  horizonDays: z.int().min(horizonDays.min).max(horizonDays.max),
  bufferMinutes: z.int().min(bufferMinutes.min).max(bufferMinutes.max),
  maxSessionsPerDay: z.int().min(1).max(50).nullable(),
  maxMinutesPerWeek: z.int().min(25).max(10_080).nullable(),
});
export type TutorRulesBody = z.output<typeof TutorRulesBody>;

const WeekNumbers = z.array(z.int()).length(7).meta({ description: 'Monday first' });
export const TutorRulesView = z
  .object({
    /** to be sent back in If-Match */
    version: z.int(),
    ...TutorRulesBody.shape,
    minutesPerWeek: z.int().meta({ description: 'what the weekly hours open' }),
    bufferCost: z.object({
      durationMinutes: z.int().meta({ description: 'the shortest length that is offered' }),
      lessonsADay: WeekNumbers,
      lessonsADayWithoutBuffer: WeekNumbers,
    }),
    asOf: Instant,
  })
  .meta({ id: 'TutorRules' });
export type TutorRulesView = z.output<typeof TutorRulesView>;

/** A booking that stands though the hours do not hold it any more, and what its tutor may do about it. */
export const OutsideBooking = z
  .object({
    booking: BookingCard,
    reasons: z.array(z.enum(['outside_hours', 'blackout'])),
    /** this change put it outside; false: it was before */
    byThisChange: z.boolean(),
    actions: z.array(ActionView),
    /** where a quote of what an action would do is asked for */
    quotePath: z.string(),
  })
  .meta({ id: 'OutsideBooking' });
const outside = {
  /** the nearest first; nothing was done to any of them */
  outside: z.array(OutsideBooking),
  /** how many more there are than are listed */
  outsideMore: z.int(),
};
export type OutsideBooking = z.output<typeof OutsideBooking>;
export const RulesChangeView = z
  .object({
    rules: TutorRulesView,
    ...outside,
    /** a new zone: the weekly hours keep their local times */
    zoneMove: z.object({ from: Zone, to: Zone, laterMinutes: z.int() }).nullable(),
    asOf: Instant,
  })
  .meta({ id: 'RulesChange' });
export type RulesChangeView = z.output<typeof RulesChangeView>;

export const ExceptionKind = z.enum(['opening', 'blackout']);
const LocalDateTime = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/)
  .meta({ description: 'YYYY-MM-DDTHH:MM by the clock of the rules’ zone; of two the first' });
export const ExceptionBody = z.strictObject({
  kind: ExceptionKind,
  start: LocalDateTime,
  end: LocalDateTime,
  reason: line(200).nullable().default(null).meta({ description: 'for the tutor alone' }),
});
export const CreateExceptionBody = ExceptionBody.extend({
  id: z.uuidv7().toLowerCase().meta({ description: 'minted by the client: sent twice, it is one exception' }),
});
export const ExceptionView = z
  .object({
    id: Id,
    kind: ExceptionKind,
    startsAt: Instant,
    endsAt: Instant,
    /** by the clock of the rules' zone */
    start: z.string(),
    end: z.string(),
    reason: z.string().nullable(),
  })
  .meta({ id: 'AvailabilityException' });
export type ExceptionView = z.output<typeof ExceptionView>;
export const ExceptionsQuery = PageQuery.extend({
  kind: ExceptionKind.optional(),
  from: AskedInstant.optional().meta({ description: 'default: now' }),
  to: AskedInstant.optional(),
});
export const ExceptionPage = pageOf(ExceptionView).meta({ id: 'ExceptionPage' });
export const ExceptionChangeView = z
  .object({ exception: ExceptionView, ...outside, asOf: Instant })
  .meta({ id: 'ExceptionChange' });

export const ExplainQuery = z.strictObject({
  at: AskedInstant,
  durationMinutes: wholeNumber(25, 120),
});
