import { lessonsADay, weeklyMinutes, windowsApart, type WeeklyWindow } from './weeklyHours';

const window = (weekday: number, start: string, end: string): WeeklyWindow => ({ weekday, start, end });

describe('weekly windows that overlap', () => {
  it.each([
    ['on one day', window(1, '09:00', '12:00'), window(1, '11:00', '13:00')],
    ['over midnight', window(1, '22:00', '02:00'), window(2, '01:00', '03:00')],
    ['around the end of the week', window(7, '23:00', '00:30'), window(1, '00:00', '01:00')],
    ['twice the same', window(3, '09:00', '10:00'), window(3, '09:00', '10:00')],
    ['one inside of the other', window(5, '08:00', '20:00'), window(5, '12:00', '13:00')],
  ])('are found %s, and both are named', (_where, one, other) => {
    for (const windows of [
      [one, other],
      [other, one],
    ]) {
      const answer = windowsApart([...windows, window(4, '01:00', '02:00')]);
      expect(answer).toMatchObject({ ok: false, code: 'hours_overlap' });
      const { details } = answer as { details: Record<string, unknown> };
      expect([
        [details['weekday'], details['start']],
        [details['otherWeekday'], details['otherStart']],
      ]).toEqual(expect.arrayContaining([one, other].map(({ weekday, start }) => [weekday, start])));
    }
  });

  it('are none when they touch, nor when there is one or none', () => {
    const touching = [window(7, '20:00', '24:00'), window(1, '00:00', '09:00'), window(1, '09:00', '12:00')];
    expect(windowsApart(touching)).toEqual({ ok: true, value: null });
    expect(windowsApart([])).toEqual({ ok: true, value: null });
    expect(windowsApart([window(1, '10:00', '09:59')])).toEqual({ ok: true, value: null });
  });

  it('cannot be kept apart when they are longer than a week together', () => {
    const whole = [1, 2, 3, 4, 5, 6, 7].map((weekday) => window(weekday, '00:00', '24:00'));
    expect(weeklyMinutes(whole)).toBe(7 * 24 * 60);
    expect(windowsApart(whole)).toEqual({ ok: true, value: null });
    expect(windowsApart([...whole, window(4, '23:59', '24:00')])).toMatchObject({ code: 'hours_overlap' });
  });
});

describe('what a buffer costs', () => {
  const windows = [window(1, '09:00', '12:00'), window(1, '14:10', '15:45'), window(3, '23:00', '01:00')];
  const lessons = (bufferMinutes: number, stepMinutes = 30) =>
    lessonsADay(windows, { stepMinutes, durationMinutes: 60, bufferMinutes });

  it('is told in lessons of each day', () => {
    expect(lessons(0)).toEqual([4, 0, 2, 0, 0, 0, 0]);
    // the last lesson's buffer may lie outside of the hours
    expect(lessons(10)).toEqual([3, 0, 1, 0, 0, 0, 0]);
    expect(lessons(10, 15)).toEqual([3, 0, 1, 0, 0, 0, 0]);
    expect(lessons(60)).toEqual([3, 0, 1, 0, 0, 0, 0]);
  });
});
