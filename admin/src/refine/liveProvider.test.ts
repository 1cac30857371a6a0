import type { LiveEvent } from '@refinedev/core';
import { liveProvider } from './liveProvider';

const heard = new Map<string, (change: object) => void>();
jest.mock('socket.io-client', () => ({
  io: () => ({
    on: (name: string, listener: (change: object) => void) => heard.set(name, listener),
    close: () => undefined,
  }),
}));

const told = (resource: string, params?: object): LiveEvent[] => {
  const events: LiveEvent[] = [];
  liveProvider.subscribe({
    channel: `resources/${resource}`,
    types: ['*'],
    callback: (event) => events.push(event),
    ...(params && { params: params as never }),
  });
  return events;
};

describe('live events of the console', () => {
  it('reach whoever shows what they name, and a booking’s story with the booking', () => {
    const [queue, mine, other] = [told('approvals'), told('approvals', { id: 't1' }), told('approvals', { id: 't2' })];
    const [bookings, story] = [told('bookings'), told('timelines', { id: 'b1' })];
    const at = '2026-11-24T16:10:00.000Z';
    heard.get('approvalChanged')!({ tutorId: 't1', version: 2, event: 'claim', at });
    expect([queue, mine, other, bookings, story].map(({ length }) => length)).toEqual([1, 1, 0, 0, 0]);
    expect(mine[0]).toMatchObject({ type: 'updated', payload: { ids: ['t1'], event: 'claim', version: 2 } });
    heard.get('bookingChanged')!({ bookingId: 'b1', version: 3, event: 'accept', at });
    expect([queue, mine, other, bookings, story].map(({ length }) => length)).toEqual([1, 1, 0, 1, 1]);
    const reviews = told('reviews');
    heard.get('reviewChanged')!({ bookingId: 'b1', reviewId: 'r1', event: 'reported', at });
    expect([queue, bookings, story, reviews].map(({ length }) => length)).toEqual([1, 1, 1, 1]);
    expect(reviews[0]).toMatchObject({ payload: { ids: ['r1'], event: 'reported' } });
  });

  it('ask for everything anew after a time in which nothing was heard, and not when they begin', () => {
    const [queue, mine, bookings] = [told('approvals'), told('approvals', { id: 't1' }), told('bookings')];
    // nothing that happened meanwhile is sent after the socket
    heard.get('connect')!({});
    const before = [queue, mine, bookings].map(({ length }) => length);
    heard.get('connect')!({});
    expect(before).toEqual([0, 0, 0]);
    expect([queue, mine, bookings].map((events) => events.map(({ type }) => type))).toEqual([
      ['gap'],
      ['gap'],
      ['gap'],
    ]);
  });
});
