import type { TutorView } from '@stoa/contracts/http/tutors';
import { screen } from '@testing-library/react';
import { renderPart, textOf } from '../ui/testing';
import { TutorAbout } from './TutorAbout';

const ASOF = '2326-11-24T16:05:00.000Z';
const eur = (amountMinor: number) => ({ amountMinor, currency: 'EUR' });
const tutor: TutorView = {
  id: 't',
  name: 'Aurelia',
  headline: '',
  subjects: [
    { id: 's', name: 'Mathematics', levels: ['university'], hourlyRate: eur(2800) },
    { id: 'p', name: 'Physics', levels: [], hourlyRate: eur(3200) },
  ],
  zone: 'Europe/Kyiv',
  hourlyRate: eur(2800),
  rateVaries: true,
  instantBooking: false,
  avatarUrl: null,
  languages: [
    { language: 'uk', level: 'native' },
    { language: 'en', level: 'C1' },
  ],
  photo: [],
  videoUrl: 'https://www.video.example/watch?v=1',
  trial: { price: eur(500), durationMinutes: 25 },
  education: [{ institution: 'Kyiv', degree: 'MSc', field: 'Mathematics', startYear: 2011, endYear: null }],
  certificates: [{ title: 'Teaching', issuer: 'Ministry', checkedOn: ASOF }],
  description: 'One idea at a time.',
  durations: [60],
  minimumNoticeMinutes: 120,
  horizonDays: 60,
  cancellation: { preset: 'standard', rows: [], laterShareBps: 0 },
  prices: [],
  asOf: ASOF,
};
const rows = (heading: string) =>
  [...(screen.getByRole('heading', { name: heading }).parentElement?.querySelectorAll('li') ?? [])].map(textOf);

describe('what a tutor’s page says of a tutor', () => {
  it('names levels, prices and proofs, each where it belongs', () => {
    renderPart(<TutorAbout tutor={tutor} />);
    expect(rows('Subjects')).toEqual(['Mathematics · University€28.00 an hour', 'Physics€32.00 an hour']);
    expect(rows('Teaches in')).toEqual(['Ukrainiannative', 'EnglishC1']);
    expect(rows('Education')).toEqual(['MSc, MathematicsKyiv · 2011–today']);
    expect(rows('Certificates')).toEqual(['Teaching, Ministrychecked on Wed 24 Nov']);
    expect(screen.getByText(/for 25 min, once/)).toBeTruthy();
  });

  it('loads nothing of a video’s host, names it, and tells it nothing', () => {
    const { container } = renderPart(<TutorAbout tutor={tutor} />);
    const link = screen.getByRole('link', { name: /video\.example/ });
    expect(link.getAttribute('rel')).toContain('noreferrer');
    expect(container.querySelector('iframe, video, img, script')).toBeNull();
  });

  it.each(['javascript:alert(1)', 'http://video.example', 'video'])('leads nowhere by %s', (videoUrl) => {
    renderPart(<TutorAbout tutor={{ ...tutor, videoUrl }} />);
    expect(screen.queryByRole('link')).toBeNull();
  });
});
