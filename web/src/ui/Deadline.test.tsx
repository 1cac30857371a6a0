import { act } from '@testing-library/react';
import { createTown } from '../client/town';
import { Deadline } from './Deadline';
import { renderPart, textOf } from './testing';

const LOCAL = Date.parse('2020-01-01T00:00:00Z');
// the server is two centuries ahead of this laptop: whatever reads the laptop's clock shows nonsense
const AS_OF = '2226-11-25T17:00:00.000Z';
const money = { amountMinor: 2400, currency: 'EUR' };

function deadline(at: string) {
  return {
    at,
    by: 'tutor',
    sentence: { code: 'deadline.answer.student', values: { tutor: 'Ana', at, price: money } },
  };
}
const left = (page: Element) => textOf(page.querySelector('time'));
const later = (ms: number) => act(() => jest.advanceTimersByTime(ms));

describe('Deadline', () => {
  beforeEach(() => jest.useFakeTimers({ now: LOCAL }));
  afterEach(() => jest.useRealTimers());

  it('says who must act, by when, and what happens otherwise', () => {
    const { container } = renderPart(<Deadline deadline={deadline('2226-11-25T20:15:00.000Z')} asOf={AS_OF} />);
    expect(textOf(container)).toBe('Ana answers by 20:15 today, or you get €24.00 back. 3 h 15 min left');
  });

  it('counts from the view’s own time, whatever the laptop’s clock says', () => {
    const { container } = renderPart(<Deadline deadline={deadline('2226-11-25T17:09:59.000Z')} asOf={AS_OF} />);
    expect(left(container)).toBe('9:59 left');
    later(1_000);
    expect(left(container)).toBe('9:58 left');
    later(58_000);
    expect(left(container)).toBe('9:00 left');
  });

  it('is right the moment the laptop wakes', () => {
    const asOf = '2226-11-25T18:00:00.000Z';
    const { container } = renderPart(<Deadline deadline={deadline('2226-11-25T20:00:00.000Z')} asOf={asOf} />);
    expect(left(container)).toBe('2 h 0 min left');
    // asleep for 90 minutes: the clock went on, no timer fired
    jest.setSystemTime(Date.now() + 90 * 60_000);
    act(() => void window.dispatchEvent(new Event('visibilitychange')));
    expect(left(container)).toBe('30 min left');
  });

  it('ends in words, not in negative numbers', () => {
    const asOf = '2226-11-26T18:00:00.000Z';
    const { container } = renderPart(<Deadline deadline={deadline('2226-11-26T18:00:01.000Z')} asOf={asOf} />);
    later(5_000);
    expect(left(container)).toBe('any moment now');
  });

  it('speaks of days while they are many', () => {
    const asOf = '2226-11-27T18:00:00.000Z';
    const { container } = renderPart(<Deadline deadline={deadline('2226-12-02T18:00:00.000Z')} asOf={asOf} />);
    expect(left(container)).toBe('5 days left');
  });
});

describe('the town’s clock', () => {
  it('follows the newest view and ignores older ones', () => {
    let local = 0;
    const town = createTown(() => local);
    town.observe(1_000);
    local = 500;
    town.observe(900);
    expect(town.now()).toBe(1_500);
    town.observe(9_000);
    expect(town.now()).toBe(9_000);
  });

  it('never goes back behind what the server has said, also when the local clock is set back', () => {
    let local = 10_000;
    const town = createTown(() => local);
    town.observe(50_000);
    local = 2_000;
    expect(town.now()).toBe(50_000);
  });

  it('is not thrown off by an unreadable time', () => {
    const town = createTown(() => 0);
    town.observe(7_000);
    town.observe(Number.NaN);
    expect(town.now()).toBe(7_000);
  });
});
