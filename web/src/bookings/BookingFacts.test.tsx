import type { BookingView } from '@stoa/contracts/http/bookings';
import { renderPart, textOf } from '../ui/testing';
import { BookingTerms } from './BookingFacts';

const ASOF = '2031-11-24T10:00:00.000Z';
const rows = (cancellation: BookingView['cancellation']): string[] => {
  const booking = { cancellation, asOf: ASOF, state: { session: 'SCHEDULED' } } as BookingView;
  const { container } = renderPart(<BookingTerms booking={booking} />);
  return [...container.querySelectorAll('dl > div')].map(textOf);
};

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
});
