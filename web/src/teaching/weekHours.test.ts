import {
  copied,
  endChoices,
  endMoved,
  moved,
  nextWindow,
  piecesOf,
  startMoved,
  stretchOf,
  windowOf,
  type WeeklyWindow,
} from './weekHours';

const monday = (start: string, end: string): WeeklyWindow => ({ weekday: 1, start, end });
const HALF = 30;

describe('windows of a week', () => {
  it('come back as they were, over midnight and up to 24:00', () => {
    const all = [
      monday('09:00', '13:00'),
      monday('22:00', '02:00'),
      monday('00:00', '24:00'),
      monday('18:00', '24:00'),
    ];
    expect(all.map((one) => windowOf(stretchOf(one)))).toEqual(all);
  });

  it('move to other days and around the end of the week', () => {
    expect(moved(monday('09:00', '13:00'), -24 * 60, HALF)).toEqual({ weekday: 7, start: '09:00', end: '13:00' });
    expect(moved({ weekday: 7, start: '23:00', end: '24:00' }, 60, HALF)).toEqual(monday('00:00', '01:00'));
  });

  it('stretch over midnight, never to nothing and never around to their own start', () => {
    expect(endMoved(monday('20:00', '23:30'), 90, HALF)).toEqual(monday('20:00', '01:00'));
    expect(endMoved(monday('20:00', '21:00'), -500, HALF)).toEqual(monday('20:00', '20:30'));
    expect(endMoved(monday('20:00', '21:00'), 5_000, HALF)).toEqual(monday('20:00', '19:30'));
    expect(startMoved(monday('09:00', '13:00'), 60, HALF)).toEqual(monday('10:00', '13:00'));
    expect(startMoved(monday('00:00', '02:00'), -60, HALF)).toEqual({ weekday: 7, start: '23:00', end: '02:00' });
  });

  it('are drawn in two pieces where they cross midnight, Sunday’s into Monday', () => {
    expect(piecesOf({ weekday: 7, start: '22:00', end: '01:30' })).toEqual([
      { weekday: 7, from: 1320, to: 1440, isFirst: true, isLast: false },
      { weekday: 1, from: 0, to: 90, isFirst: false, isLast: true },
    ]);
  });

  it('are copied in the place of what was there', () => {
    const tuesday = { weekday: 2, start: '10:00', end: '11:00' };
    expect(copied([monday('09:00', '12:00'), tuesday], 1, [1, 2])).toEqual([
      monday('09:00', '12:00'),
      { weekday: 2, start: '09:00', end: '12:00' },
    ]);
  });

  it('are added after those of the day, and not where nothing is left of it', () => {
    expect(nextWindow([], 3, HALF)).toEqual({ weekday: 3, start: '09:00', end: '12:00' });
    expect(nextWindow([monday('09:00', '21:00')], 1, HALF)).toEqual(monday('22:00', '24:00'));
    expect(nextWindow([monday('09:00', '23:00')], 1, HALF)).toBeNull();
  });

  it('offer ends by the step up to the next day, and keep one that lies off the step', () => {
    const ends = endChoices(monday('23:00', '23:40'), HALF);
    expect(ends.slice(0, 4)).toEqual([
      { end: '23:30', isNextDay: false },
      { end: '23:40', isNextDay: false },
      { end: '24:00', isNextDay: false },
      { end: '00:30', isNextDay: true },
    ]);
    expect(ends.at(-1)).toEqual({ end: '22:30', isNextDay: true });
  });
});
