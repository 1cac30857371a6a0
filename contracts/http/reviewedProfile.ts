import { SUBJECT_LEVELS } from '@stoa/domain/tutorProfile';
import { z } from 'zod';
import { PictureView } from './files';
import { EducationView, LanguageView } from './profile';
import { Id, MoneyView } from './shared';

const Day = z.iso.date().meta({ description: 'a day of the calendar, YYYY-MM-DD' });

/** A private file of the profile. It is opened by `GET /files/{fileId}/link`, and every opening leaves a line. */
export const ReviewedDocumentView = z
  .object({ fileId: Id, name: z.string(), mediaType: z.string(), bytes: z.int() })
  .meta({ id: 'ReviewedDocument' });
export type ReviewedDocumentView = z.output<typeof ReviewedDocumentView>;

/** A profile as whoever judges it sees it: what students will read, and the documents that they will not. */
export const ReviewedProfileView = z
  .object({
    headline: z.string(),
    description: z.string(),
    videoUrl: z.string().nullable(),
    photo: z.array(PictureView),
    languages: z.array(LanguageView),
    subjects: z.array(
      z.object({ id: Id, name: z.string(), levels: z.array(z.enum(SUBJECT_LEVELS)), hourlyRate: MoneyView }),
    ),
    education: z.array(EducationView.extend({ document: ReviewedDocumentView.nullable() })),
    certificates: z.array(
      z.object({
        id: Id,
        title: z.string(),
        issuer: z.string(),
        issuedOn: Day,
        expiresOn: Day.nullable(),
        document: ReviewedDocumentView,
        /** certificates are replaced, never edited: one that is not new was seen and found good as it stands */
        isNew: z.boolean(),
      }),
    ),
  })
  .meta({ id: 'ReviewedProfile' });
