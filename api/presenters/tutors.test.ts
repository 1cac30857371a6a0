import { picturePath } from '@stoa/domain/files';
import { DAY_MS } from '@stoa/domain/policies';
import type { TutorProfile } from '../../db/queries/tutors';
import { presentTutor, presentTutorCard } from './tutors';

const NOW = Date.UTC(2026, 10, 26);
const certificate = (title: string, expiresAt: number | null) => ({
  ...{ title, issuer: 'The college', checkedAt: NOW - DAY_MS, expiresAt },
});
const tutor: TutorProfile = {
  ...{ id: '0190a4a0-0000-7000-8000-000000000001', name: 'Marlo', headline: '', description: '', zone: 'Europe/Kyiv' },
  ...{ avatarUrl: null, photoKey: null, videoUrl: null, meetingUrl: null, trial: null, languages: [], subjects: [] },
  ...{ rateMinor: 3000, currency: 'EUR', instantBooking: false, createdAt: NOW, education: [], bookable: true },
  ...{ cancellationPreset: 'standard', durationsMinutes: [60], slotStepMinutes: 30, noticeMinutes: 120 },
  ...{ horizonDays: 60, bufferMinutes: 0 },
  certificates: [certificate('for good', null), certificate('for a day', NOW + DAY_MS), certificate('ended', NOW)],
};

describe('presentTutor', () => {
  it('shows certificates until the end of their last day, with the day they were checked', () => {
    const { certificates } = presentTutor(tutor, NOW);
    expect(certificates.map(({ title }) => title)).toEqual(['for good', 'for a day']);
    expect(certificates[0]).toEqual({
      ...{ title: 'for good', issuer: 'The college', checkedOn: '2026-11-25T00:00:00.000Z' },
    });
  });

  it('shows the photo that reviewers have looked at, and without one the picture of the account', () => {
    const faces = [
      { photoKey: 'key', avatarUrl: '/account.webp' },
      { photoKey: null, avatarUrl: '/account.webp' },
      { photoKey: null, avatarUrl: null },
    ].map((face) => presentTutorCard({ ...tutor, ...face }).avatarUrl);
    expect(faces).toEqual([picturePath('key', 320), '/account.webp', null]);
  });
});
