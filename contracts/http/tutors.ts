import { SUBJECT_LEVELS } from '@stoa/domain/tutorProfile';
import { z } from 'zod';
import { PictureView } from './files';
import { EducationView, LanguageView } from './profile';
import { AskedInstant, Flag, Id, Instant, MoneyView, wholeNumber, Zone } from './shared';

export const SubjectView = z.object({ id: Id, name: z.string() }).meta({ id: 'Subject' });
export const SubjectList = z.object({ items: z.array(SubjectView), asOf: Instant }).meta({ id: 'SubjectList' });

export const TutorCard = z
  .object({
    id: Id,
    name: z.string(),
    headline: z.string(),
    subjects: z.array(SubjectView),
    zone: Zone,
    hourlyRate: MoneyView.meta({ description: 'the lowest of what they teach' }),
    rateVaries: z.boolean().meta({ description: 'some of what they teach costs more' }),
    instantBooking: z.boolean(),
    avatarUrl: z.string().nullable(),
    languages: z.array(LanguageView),
  })
  .meta({ id: 'TutorCard' });
const TaughtSubjectView = SubjectView.extend({ levels: z.array(z.enum(SUBJECT_LEVELS)), hourlyRate: MoneyView }).meta({
  id: 'TaughtSubject',
});
export const TutorView = TutorCard.extend({
  subjects: z.array(TaughtSubjectView),
  /** the tutor's own photo, smallest first; none where there is only the picture of the account */
  photo: z.array(PictureView),
  videoUrl: z.string().nullable(),
  trial: z.object({ price: MoneyView, durationMinutes: z.int() }).nullable(),
  education: z.array(EducationView),
  /** those that were checked, with the instant of it */
  certificates: z.array(z.object({ title: z.string(), issuer: z.string(), checkedOn: Instant })),
  description: z.string(),
  durations: z.array(z.int()),
  minimumNoticeMinutes: z.int(),
  horizonDays: z.int(),
  cancellation: z.object({
    preset: z.enum(['standard', 'moderate', 'flexible']),
    rows: z.array(z.object({ hoursBefore: z.int(), studentShareBps: z.int() })),
    laterShareBps: z.int(),
  }),
  prices: z.array(z.object({ durationMinutes: z.int(), price: MoneyView })),
  asOf: Instant,
}).meta({ id: 'Tutor' });
export type TutorCard = z.output<typeof TutorCard>;
export type TutorView = z.output<typeof TutorView>;

export const ListSlotsQuery = z.strictObject({
  from: AskedInstant.optional().meta({ description: 'default: now' }),
  to: AskedInstant.optional().meta({ description: 'default: from + 7 days; at most 42 days after from' }),
  durationMinutes: wholeNumber(25, 120),
  trial: Flag.optional().meta({ description: 'times for the trial lesson, whose length that is' }),
});
export const SlotView = z.object({ startsAt: Instant, endsAt: Instant }).meta({ id: 'Slot' });
export const SlotList = z
  .object({
    tutorId: Id,
    tutorZone: Zone,
    durationMinutes: z.int(),
    items: z.array(SlotView),
    from: Instant,
    to: Instant,
    /** the last instant that can be booked at all */
    horizonEndsAt: Instant,
    asOf: Instant,
  })
  .meta({ id: 'SlotList' });
