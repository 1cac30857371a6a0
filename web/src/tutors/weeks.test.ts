import { choiceFrom } from './choice';
import { addDays, byDay, roundStarts, startOfDay, weekAt, weekIndexOf } from './weeks';

const at = (iso: string) => Date.parse(iso);

describe('weeks', () => {
  it('starts today, as the reader’s calendar has it', () => {
    const now = at('2026-11-25T23:30:00Z');
    expect(weekAt(0, 'Europe/London', now).days[0]).toBe('2026-11-25');
    expect(weekAt(0, 'Asia/Kolkata', now).days[0]).toBe('2026-11-26');
    expect(weekAt(1, 'Europe/London', now)).toMatchObject({
      from: '2026-12-02T00:00:00.000Z',
      to: '2026-12-09T00:00:00.000Z',
    });
  });

  it('is an hour longer or shorter over a clock change, and never loses a day', () => {
    const week = weekAt(0, 'Europe/Berlin', at('2026-10-22T10:00:00Z'));
    expect(at(week.to) - at(week.from)).toBe((7 * 24 + 1) * 3_600_000);
    expect(week.days).toHaveLength(7);
    expect(new Set(week.days).size).toBe(7);
  });

  it('begins a day at its first instant where the clocks skip midnight', () => {
    // Cairo, 24 April 2026: 00:00 becomes 01:00
    expect(new Date(startOfDay('2026-04-24', 'Africa/Cairo')).toISOString()).toBe('2026-04-23T22:00:00.000Z');
  });

  it('groups slots by the reader’s day', () => {
    const slots = [{ startsAt: '2026-11-25T21:00:00Z' }, { startsAt: '2026-11-26T05:00:00Z' }];
    expect([...byDay(slots, 'Europe/London').keys()]).toEqual(['2026-11-25', '2026-11-26']);
    expect([...byDay(slots, 'Asia/Kolkata').keys()]).toEqual(['2026-11-26']);
  });

  it('keep hours and half hours of the reader’s clock, and every time without a neighbour', () => {
    const starts = (times: string) => times.split(' ').map((time) => ({ startsAt: `2026-11-25T${time}:00.000Z` }));
    const round = (times: string, zone: string) =>
      roundStarts(starts(times), zone).map(({ startsAt }) => startsAt.slice(11, 16));
    expect(round('09:00 09:15 09:30 09:45 10:15', 'Europe/London')).toEqual(['09:00', '09:30', '10:15']);
    expect(round('09:15 09:30 10:00', 'Europe/London')).toEqual(['09:15', '09:30', '10:00']);
    // 5:45 ahead: the quarters of London are the hours of Kathmandu
    expect(round('09:00 09:15 09:30 09:45', 'Asia/Kathmandu')).toEqual(['09:00', '09:15', '09:45']);
    expect(round('09:15 09:45 10:15', 'Asia/Kathmandu')).toEqual(['09:15', '09:45', '10:15']);
  });

  it('finds the week of a moment', () => {
    const now = at('2026-11-25T12:00:00Z');
    expect(weekIndexOf(at('2026-12-01T23:59:00Z'), 'Europe/London', now)).toBe(0);
    expect(weekIndexOf(at('2026-12-02T00:00:00Z'), 'Europe/London', now)).toBe(1);
  });

  it('adds days over the end of a year', () => {
    expect(addDays('2026-12-30', 3)).toBe('2027-01-02');
  });
});

describe('choiceFrom', () => {
  const tutor = {
    durations: [25, 45, 90],
    subjects: [
      { id: 's1', name: 'Mathematics' },
      { id: 's2', name: 'Physics' },
    ],
  } as unknown as Parameters<typeof choiceFrom>[1];
  const from = (search: string) => choiceFrom(new URLSearchParams(search), tutor);

  it('takes what the address says, as far as it is offered', () => {
    expect(from('subject=s2&minutes=90&week=2')).toEqual({ subjectId: 's2', minutes: 90, trial: false, week: 2 });
  });

  it.each(['', 'minutes=60&subject=x&week=-1', 'week=1e9', 'minutes=abc&week=1.5'])(
    'falls back to the usual for “%s”',
    (search) => {
      expect(from(search)).toEqual({ subjectId: 's1', minutes: 45, trial: false, week: 0 });
    },
  );
});
