import type { TutorView } from '@stoa/contracts/http/tutors';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { act, fireEvent, screen } from '@testing-library/react';
import type { ReactElement } from 'react';
import { reviewQueries } from '../reviews/queries';
import { renderPart, textOf } from '../ui/testing';
import { CompareBar } from './CompareBar';
import { CompareTick } from './CompareTick';
import { Comparison } from './Comparison';
import { searchQueries } from './queries';

const replaced: string[] = [];
jest.mock('next/navigation', () => ({ useRouter: () => ({ replace: (href: string) => replaced.push(href) }) }));

const ASOF = '2326-11-24T16:05:00.000Z';
const id = (n: number) => `019a0000-0000-7000-8002-00000000000${n}`;
const eur = (amountMinor: number) => ({ amountMinor, currency: 'EUR' });
const tutor = (n: number, name: string): TutorView => ({
  id: id(n),
  name,
  headline: 'One idea at a time',
  subjects: [{ id: 's', name: 'Mathematics', levels: [], hourlyRate: eur(2800) }],
  zone: 'Europe/Kyiv',
  hourlyRate: eur(2800),
  rateVaries: false,
  instantBooking: false,
  avatarUrl: null,
  languages: [{ language: 'en', level: 'C1' }],
  photo: [],
  videoUrl: null,
  trial: null,
  education: [],
  certificates: [],
  description: '',
  durations: [60],
  minimumNoticeMinutes: 120,
  horizonDays: 60,
  cancellation: { preset: 'standard', rows: [{ hoursBefore: 24, studentShareBps: 10_000 }], laterShareBps: 0 },
  prices: [{ durationMinutes: 60, price: eur(2800) }],
  asOf: ASOF,
});

function show(part: ReactElement, tutors: readonly TutorView[] = [], ids: readonly string[] = []) {
  const client = new QueryClient({ defaultOptions: { queries: { staleTime: Infinity, retry: false } } });
  client.setQueryData(searchQueries.compare(ids).queryKey, { items: [...tutors], asOf: ASOF });
  const starts = ['2326-11-25T07:00:00.000Z'];
  const times = searchQueries.nextTimes({ tutorIds: tutors.map((one) => one.id), filters: {} });
  client.setQueryData(times.queryKey, {
    items: tutors.slice(0, 1).map((one) => ({ tutorId: one.id, tutorZone: one.zone, durationMinutes: 60, starts })),
    from: ASOF,
    to: ASOF,
    asOf: ASOF,
  });
  for (const one of tutors)
    client.setQueryData(reviewQueries.rating(one.id).queryKey, {
      count: 0,
      average: null,
      bayes: 4.5,
      prior: { stars: 4.5, weight: 5 },
    });
  return renderPart(<QueryClientProvider client={client}>{part}</QueryClientProvider>);
}

describe('the comparison', () => {
  const ids = [id(1), id(2), id(3)];

  it('sets tutors side by side, says who is gone, and leads from a time straight to confirming', () => {
    show(<Comparison ids={ids} />, [tutor(1, 'Aurelia'), tutor(2, 'Bram')], ids);
    expect(textOf(screen.getByRole('status'))).toBe('One of them cannot be booked any more and is left out.');
    const row = (name: string) => screen.getByRole('row', { name: new RegExp(`^${name}`) });
    expect(textOf(row('Price'))).toBe('Price€28.00 for 60 min€28.00 for 60 min');
    expect(textOf(row('Next free'))).toContain('Nothing in 14 days');
    expect(screen.getByRole('link', { name: /07:00/ }).getAttribute('href')).toBe(
      `/tutors/${id(1)}/book?subject=s&minutes=60&at=2326-11-25T07%3A00%3A00.000Z`,
    );
  });

  it('goes on with the others when one is taken out', () => {
    show(<Comparison ids={ids} />, [tutor(1, 'Aurelia'), tutor(2, 'Bram')], ids);
    fireEvent.click(screen.getByRole('button', { name: 'Take Aurelia out' }));
    expect(replaced.at(-1)).toBe(`/compare?ids=${id(2)}`);
  });

  it('says how to begin where nobody was chosen', () => {
    show(<Comparison ids={[]} />);
    expect(screen.getByRole('heading', { level: 1, name: 'Nothing to compare yet' })).toBeTruthy();
  });

  it('takes four at most, and remembers them over a reload of the tab', () => {
    const names = ['Aurelia', 'Bram', 'Calla', 'Dorian', 'Elowen'];
    show(
      <>
        {names.map((name, n) => (
          <CompareTick key={name} id={id(n)} name={name} />
        ))}
        <CompareBar />
      </>,
    );
    const box = (name: string) => screen.getByRole<HTMLInputElement>('checkbox', { name: new RegExp(name) });
    act(() => box('Aurelia').click());
    expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Choose one more' }).disabled).toBe(true);
    for (const name of names.slice(1, 4)) act(() => box(name).click());
    expect(box('Elowen').disabled).toBe(true);
    expect(screen.getByRole('link', { name: 'Compare 4' }).getAttribute('href')).toBe(
      `/compare?ids=${[0, 1, 2, 3].map(id).join(',')}`,
    );
    expect(JSON.parse(window.sessionStorage.getItem('stoa:compared') ?? '[]')).toHaveLength(4);
    act(() => box('Bram').click());
    expect(box('Elowen').disabled).toBe(false);
  });
});
