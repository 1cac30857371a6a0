import { renderPart, textOf } from './testing';
import { When } from './When';

const ana = { name: 'Ana Kovalenko', zone: 'Europe/Kyiv' };
interface Lesson {
  readonly startsAt: string;
  readonly endsAt?: string;
  readonly asOf: string;
}
function written({ startsAt, endsAt, asOf }: Lesson, other = ana, zone = 'Europe/London') {
  const end = endsAt ?? new Date(Date.parse(startsAt) + 50 * 60_000).toISOString();
  return renderPart(<When startsAt={startsAt} endsAt={end} asOf={asOf} other={other} />, { zone }).container;
}

describe('When', () => {
  it('writes the reader’s time first and the other person’s below', () => {
    const page = written({ startsAt: '2126-11-26T18:00:00Z', asOf: '2126-11-20T09:00:00Z' });
    const [mine, theirs] = [...page.querySelectorAll('p')];
    expect(textOf(mine ?? null)).toBe('Tue 26 Nov, 18:00–18:50 your time');
    expect(textOf(theirs ?? null)).toBe('Kyiv · 20:00 for Ana');
  });

  it('says tomorrow by the reader’s calendar', () => {
    const lesson = { startsAt: '2126-11-26T00:10:00Z', asOf: '2126-11-25T23:40:00Z' };
    expect(textOf(written(lesson))).toContain('Tomorrow, Tue 26 Nov, 00:10');
    expect(textOf(written(lesson, ana, 'Asia/Kolkata'))).toContain('Today, Tue 26 Nov, 05:40');
  });

  it('gives machines both instants', () => {
    const page = written({ startsAt: '2126-11-26T18:00:00Z', asOf: '2126-11-20T09:00:00Z' });
    const times = [...page.querySelectorAll('time')].map((time) => time.getAttribute('datetime'));
    expect(times).toEqual(['2126-11-26T18:00:00Z', '2126-11-26T18:50:00.000Z']);
  });

  it('names the day where it is another one over there', () => {
    const page = written(
      { startsAt: '2126-11-26T20:30:00Z', asOf: '2126-11-20T09:00:00Z' },
      {
        name: 'Priya R.',
        zone: 'Asia/Kolkata',
      },
    );
    expect(textOf(page)).toContain('Kolkata · 02:00 on Wed 27 Nov for Priya');
  });

  it('knows zones with half and quarter hours', () => {
    const page = written(
      { startsAt: '2126-11-26T12:00:00Z', asOf: '2126-11-20T09:00:00Z' },
      { name: 'Bina', zone: 'Asia/Kathmandu' },
      'America/St_Johns',
    );
    expect(textOf(page)).toContain('08:30–09:20');
    expect(textOf(page)).toContain('Kathmandu · 17:45 for Bina');
  });

  it('marks an end after midnight with its day', () => {
    const lesson = { startsAt: '2126-11-26T23:30:00Z', endsAt: '2126-11-27T00:20:00Z', asOf: '2126-11-20T09:00:00Z' };
    expect(textOf(written(lesson))).toContain('23:30–00:20 (Wed)');
  });

  it('leaves out the second clock where it is the same', () => {
    const page = written(
      { startsAt: '2126-11-26T18:00:00Z', asOf: '2126-11-20T09:00:00Z' },
      {
        name: 'Eve',
        zone: 'Europe/London',
      },
    );
    expect(page.querySelectorAll('p')).toHaveLength(1);
  });

  it('warns when the two clocks shift apart before the lesson', () => {
    // New York goes back on 2 November 2127, London on 26 October: in between they are four hours apart
    const newYork = { name: 'Joe', zone: 'America/New_York' };
    const page = written({ startsAt: '2127-10-30T15:00:00Z', asOf: '2127-10-20T09:00:00Z' }, newYork);
    expect(textOf(page)).toContain('New York is then 4 h behind you, not 5 h behind you as today');
  });

  it('does not warn when both clocks change on the same night', () => {
    const page = written({ startsAt: '2127-10-30T15:00:00Z', asOf: '2127-10-20T09:00:00Z' });
    expect(textOf(page)).not.toContain('clocks change');
  });
});
