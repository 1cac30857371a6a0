import { render } from '@testing-library/react';
import { PersonContext } from '../words';
import { buildBooking } from '../testing';
import { CancellationTerms } from './Now';

const row = (until: string, studentShareBps: number) => ({ until, studentShareBps });
const START = '2031-11-27T18:00:00.000Z';

function termsOf(cancellation: ReturnType<typeof row>[]): (string | null)[] {
  const { container } = render(
    <PersonContext value={{ locale: 'en', zone: 'UTC' }}>
      <CancellationTerms booking={buildBooking({ cancellation })} />
    </PersonContext>,
  );
  return [...container.querySelectorAll('li')].map((item) => item.textContent);
}

describe('the terms of a cancellation', () => {
  it('are said as a person would: what comes back until when, and that later it is nothing', () => {
    const [first, second, last] = termsOf([
      row('2031-11-26T18:00:00.000Z', 10_000),
      row('2031-11-27T06:00:00.000Z', 5_000),
      row(START, 0),
    ]);
    expect(first).toMatch(/^Until .*18:00.*: everything back$/);
    expect(second).toMatch(/^Until .*06:00.*: 50 % back$/);
    expect(last).toBe('Later: nothing back');
  });

  it.each([
    ['what is left is a part', [row('2031-11-27T12:00:00.000Z', 10_000), row(START, 5_000)], 'Later: 50 % back'],
    ['all borders are over', [row(START, 0)], 'Nothing back any more'],
    ['a part is left to the start', [row(START, 5_000)], 'Until the start: 50 % back'],
  ])('need no time where %s', (_name, cancellation, last) => {
    expect(termsOf(cancellation).at(-1)).toBe(last);
  });

  it('are not there once nobody can cancel', () => {
    expect(termsOf([])).toEqual([]);
  });
});
