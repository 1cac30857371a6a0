/** A tutor's own profile, answered by the API's own presenters at the frozen moment. */
import { OwnProfileView, ProfileBody } from '@stoa/contracts/http/profile';
import { TutorView } from '@stoa/contracts/http/tutors';
import { presentOwnProfile } from '../../api/presenters/profile';
import { presentTutor } from '../../api/presenters/tutors';
import { found, Refusal } from '../../api/refusal';
import type { OwnProfile } from '../../db/queries/tutorProfiles';
import { NOW, profileWith, tutorNamed } from './people';

const VERSION = 12;

const tutor = tutorNamed('Aurelia');
const shown = found(profileWith(tutor.id), 'tutor_not_found');
const WHOLE: OwnProfile = {
  tutorId: tutor.id,
  version: VERSION,
  approval: 'approved',
  values: {
    headline: shown.headline,
    description: shown.description,
    videoUrl: null,
    languages: shown.languages,
    subjects: shown.subjects.map(({ id, name, rateMinor }) => ({
      subjectId: id,
      name,
      levels: ['upper_secondary', 'university'],
      rateMinor: rateMinor === shown.rateMinor ? null : rateMinor,
    })),
    hourlyRate: { amountMinor: shown.rateMinor, currency: 'EUR' },
    trial: { priceMinor: 500, minutes: 30 },
    cancellation: shown.cancellationPreset,
    instantBooking: shown.instantBooking,
    meetingUrl: shown.meetingUrl,
    photoFileId: null,
    education: [
      {
        institution: 'University of Lviv',
        degree: 'Master of Science',
        field: 'Mathematics',
        startYear: 2009,
        endYear: 2014,
        fileId: null,
        fileName: null,
      },
    ],
  },
  photoKey: null,
  certificates: [
    {
      id: '019a0000-0000-7000-8010-000000000001',
      title: 'Teaching licence',
      issuer: 'Ministry of Education',
      issuedOn: '2024-06-01',
      expiresOn: '2027-06-01',
      fileId: '019a0000-0000-7000-8010-000000000002',
      fileName: 'licence-2024.pdf',
    },
  ],
  durationsMinutes: shown.durationsMinutes,
  weeklyWindows: 12,
  emailVerified: true,
  country: 'UA',
};
const current = (): OwnProfileView => OwnProfileView.parse(presentOwnProfile(WHOLE, NOW));

export const profile = (): unknown => current();
export const preview = (): unknown => TutorView.parse(presentTutor(shown, NOW));

/** Whoever saves a headline that says so finds that another tab was faster. */
export function saveProfile(body: unknown): unknown {
  const changes = ProfileBody.parse(body);
  const next = { ...current(), version: VERSION + 1, headline: changes.headline ?? shown.headline };
  if (changes.headline?.includes('calm'))
    throw new Refusal('profile_changed', {
      details: { fields: ['headline'], profile: { ...next, headline: `${shown.headline}, also online` } },
    });
  return OwnProfileView.parse(next);
}
