import { ApiProblem } from '../client/problem';
import { bodyOfWish, picked, wishFor, withNearest, wishProblemOf } from './exceptionWish';
import { spanText } from './exceptionWords';
import { instantAt, weeksOf } from './localDays';

const refused = (code: string, more = {}) => new ApiProblem({ type: '', title: code, status: 422, code, ...more });

describe('an exception being put together', () => {
  it('ends whole days with the midnight after the last', () => {
    const wish = picked(picked(wishFor('2026-12-07'), '2026-12-10'), '2026-12-12');
    expect([wish.first, wish.last]).toEqual(['2026-12-12', '2026-12-12']);
    expect(bodyOfWish(picked(wish, '2026-12-31'))).toMatchObject({
      start: '2026-12-12T00:00',
      end: '2027-01-01T00:00',
      reason: null,
    });
  });

  it('takes times of a day, up to its end', () => {
    const wish = { ...wishFor('2026-12-07'), isWhole: false, start: '20:00', end: '24:00', reason: ' choir ' };
    expect(bodyOfWish(wish)).toMatchObject({ start: '2026-12-07T20:00', end: '2026-12-08T00:00', reason: 'choir' });
  });

  it('puts refusals to their fields, and takes the nearest time for one that the clocks skip', () => {
    const gap = wishProblemOf(
      refused('time_does_not_exist', { details: { field: 'start', nearest: '2027-03-28T04:00' } }),
    );
    const wish = { ...wishFor('2027-03-28'), isWhole: false, start: '03:15', end: '05:00' };
    expect(gap?.kind === 'gap' && withNearest(wish, gap)).toMatchObject({ first: '2027-03-28', start: '04:00' });
    expect(wishProblemOf(refused('request_invalid', { fields: [{ path: 'body.end', message: '' }] }))?.kind).toBe(
      'ends',
    );
    expect(wishProblemOf(refused('exceptions_full'))).toBeNull();
  });

  it('is told by days, and by times where it is not whole days', () => {
    expect(spanText({ start: '2026-12-07T00:00', end: '2026-12-10T00:00' }, 'en')).toBe('Mon 7 Dec – Wed 9 Dec');
    expect(spanText({ start: '2026-12-07T18:00', end: '2026-12-07T20:30' }, 'en')).toBe('Mon 7 Dec, 18:00–20:30');
  });
});

describe('days of a calendar', () => {
  it('fill their weeks from Monday to Sunday', () => {
    const weeks = weeksOf('2026-11');
    expect([weeks[0]?.[0], weeks.at(-1)?.[6], weeks.length]).toEqual(['2026-10-26', '2026-12-06', 6]);
  });

  it('are instants by the clock of the hours on both sides of a clock change', () => {
    expect(new Date(instantAt('2026-10-24', 18 * 60, 'Europe/Kyiv')).toISOString()).toBe('2026-10-24T15:00:00.000Z');
    expect(new Date(instantAt('2026-10-26', 18 * 60, 'Europe/Kyiv')).toISOString()).toBe('2026-10-26T16:00:00.000Z');
  });
});
