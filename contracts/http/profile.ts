import { APPROVAL_STATES } from '@stoa/domain/tutor';
import { CHECKLIST_ITEMS } from '@stoa/domain/tutorChecklist';
import { LANGUAGE_LEVELS, PROFILE_LIMITS, SUBJECT_LEVELS } from '@stoa/domain/tutorProfile';
import { CURRENCIES, type CurrencyCode } from '@stoa/domain/currency';
import { POLICIES } from '@stoa/domain/policies';
import { z } from 'zod';
import { PictureView } from './files';
import { Id, Instant, line, MoneyView, paragraphs } from './shared';

const Rate = z.int().min(0).max(PROFILE_LIMITS.rateMinor);
const Year = z.int().min(1900).max(2200);
const Day = z.iso.date().meta({ description: 'a day of the calendar, YYYY-MM-DD' });
const Preset = z.enum(['standard', 'moderate', 'flexible']);
const Minutes = z.int().refine((n) => (POLICIES.durationsMinutes as readonly number[]).includes(n), {
  message: 'is no length that lessons have',
});
const unique = <T>(key: (item: T) => string) =>
  [(items: readonly T[]) => new Set(items.map(key)).size === items.length, { message: 'names one twice' }] as const;

export const LanguageView = z
  .object({ language: z.string().regex(/^[a-z]{2,3}$/), level: z.enum(LANGUAGE_LEVELS) })
  .meta({ id: 'SpokenLanguage' });
const SubjectBody = z.strictObject({
  subjectId: Id,
  levels: z.array(z.enum(SUBJECT_LEVELS)).max(SUBJECT_LEVELS.length),
  hourlyRateMinor: Rate.nullable().meta({
    description: 'minor units of the currency of the profile; null: its own rate',
  }),
});
const EducationBody = z
  .strictObject({
    institution: line(120),
    degree: line(120),
    field: line(120).nullable(),
    startYear: Year,
    endYear: Year.nullable(),
    fileId: Id.nullable(),
  })
  .refine(({ startYear, endYear }) => endYear === null || endYear >= startYear, { message: 'ends before it begins' });
const TrialBody = z.strictObject({ priceMinor: Rate, minutes: Minutes });

/** Any of the fields; what is left out stays. */
export const ProfileBody = z.strictObject({
  headline: z.union([z.literal(''), line(PROFILE_LIMITS.headline)]).optional(),
  description: paragraphs(PROFILE_LIMITS.description).optional(),
  videoUrl: line(500).nullable().optional(),
  languages: z
    .array(z.strictObject(LanguageView.shape))
    .max(PROFILE_LIMITS.languages)
    .refine(...unique<{ language: string }>(({ language }) => language))
    .optional(),
  subjects: z
    .array(SubjectBody)
    .max(PROFILE_LIMITS.subjects)
    .refine(...unique<{ subjectId: string }>(({ subjectId }) => subjectId))
    .optional(),
  hourlyRate: z
    .strictObject({ amountMinor: Rate, currency: z.enum(Object.keys(CURRENCIES) as [CurrencyCode, ...CurrencyCode[]]) })
    .optional(),
  trial: TrialBody.nullable().optional(),
  cancellation: Preset.optional(),
  instantBooking: z.boolean().optional(),
  meetingUrl: line(500).nullable().optional(),
  photoFileId: Id.nullable().optional(),
  education: z.array(EducationBody).max(PROFILE_LIMITS.educations).optional(),
});

const DocumentView = z.object({ fileId: Id, name: z.string() });
export const EducationView = z
  .object({
    institution: z.string(),
    degree: z.string(),
    field: z.string().nullable(),
    startYear: z.int(),
    endYear: z.int().nullable(),
  })
  .meta({ id: 'Education' });
export const CertificateBody = z
  .strictObject({
    title: line(120),
    issuer: line(120),
    issuedOn: Day,
    expiresOn: Day.nullable(),
    fileId: Id,
    replaces: Id.nullable().meta({ description: 'the certificate that goes; certificates are replaced, never edited' }),
  })
  .refine(({ issuedOn, expiresOn }) => expiresOn === null || expiresOn > issuedOn, {
    message: 'expires before it was issued',
  });
export const OwnProfileView = z
  .object({
    /** to be sent back in If-Match */
    version: z.int(),
    approval: z.enum(APPROVAL_STATES),
    headline: z.string(),
    description: z.string(),
    videoUrl: z.string().nullable(),
    languages: z.array(LanguageView),
    subjects: z.array(
      z.object({
        subjectId: Id,
        name: z.string(),
        levels: z.array(z.enum(SUBJECT_LEVELS)),
        hourlyRateMinor: z.int().nullable(),
      }),
    ),
    hourlyRate: MoneyView,
    trial: z.object({ priceMinor: z.int(), minutes: z.int() }).nullable(),
    cancellation: Preset,
    instantBooking: z.boolean(),
    meetingUrl: z.string().nullable(),
    photo: z.object({ fileId: Id, pictures: z.array(PictureView) }).nullable(),
    education: z.array(EducationView.extend({ document: DocumentView.nullable() })),
    certificates: z.array(
      z.object({
        id: Id,
        title: z.string(),
        issuer: z.string(),
        issuedOn: Day,
        expiresOn: Day.nullable(),
        document: DocumentView,
      }),
    ),
    /** what a submission needs, line by line */
    checklist: z.array(
      z.object({
        item: z.enum(CHECKLIST_ITEMS),
        required: z.boolean(),
        done: z.boolean(),
        has: z.int().nullable(),
        needs: z.int().nullable(),
      }),
    ),
    asOf: Instant,
  })
  .meta({ id: 'OwnProfile' });
export type OwnProfileView = z.output<typeof OwnProfileView>;

export const AvatarBody = z.strictObject({ fileId: Id.nullable().meta({ description: 'null: no picture' }) });
export const AvatarView = z.object({ avatarUrl: z.string().nullable(), asOf: Instant }).meta({ id: 'Avatar' });
