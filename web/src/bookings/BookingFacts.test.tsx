import type { BookingView } from '@stoa/contracts/http/bookings';
import { renderPart, textOf } from '../ui/testing';
import { BookingTerms } from './BookingFacts';

const ASOF = '2031-11-24T10:00:00.000Z';
const show = (cancellation: BookingView['cancellation'], acting: 'student' | 'tutor' = 'student') => {
  const booking = { cancellation, asOf: ASOF, state: { session: 'SCHEDULED' }, student: { name: 'Robin' } };
  return renderPart(<BookingTerms booking={booking as BookingView} acting={acting} />).container;
};
const rows = (cancellation: BookingView['cancellation']): string[] =>
  [...show(cancellation).querySelectorAll('dl > div')].map(textOf);

describe('the terms of a booking', () => {
  it('say in words what comes back, until the border', () => {
    const [first, second, last] = rows([
      { until: '2031-11-26T11:00:00.000Z', studentShareBps: 10_000 },
      { until: '2031-11-26T23:00:00.000Z', studentShareBps: 5_000 },
      { until: '2031-11-27T11:00:00.000Z', studentShareBps: 0 },
    ]);
    expect(first).toMatch(/^until .*11:00 ?everything back$/);
    expect(second).toMatch(/^until .*23:00 ?50 % back$/);
    expect(last).toMatch(/^later ?nothing back$/);
  });

  it('say what holds already when no border is ahead', () => {
    expect(rows([{ until: '2031-11-27T11:00:00.000Z', studentShareBps: 0 }])).toEqual(['from now onnothing back']);
  });

  // Loss prevented: a tutor believes that a cancellation of their own costs the student the lesson.
  it('speak to the tutor of the student’s cancellation, not of their own', () => {
    const row = { until: '2031-11-27T11:00:00.000Z', studentShareBps: 0 };
    expect(textOf(show([row], 'tutor').querySelector('h2'))).toBe('If Robin cancels');
    expect(textOf(show([row]).querySelector('h2'))).toBe('If you cancel');
  });
});
