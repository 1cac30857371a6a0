import { money } from '@stoa/domain/money';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { renderPart, textOf } from '../ui/testing';
import { PricesStep } from './PricesStep';
import type { Profile } from './useProfile';

// nobody answers: what stands on the page before anything is known
jest.mock('../client/send', () => ({ send: () => new Promise(() => undefined) }));

function rowsAt(rateMinor: number): string[][] {
  const values = { hourlyRate: money(rateMinor, 'EUR'), subjects: [] };
  const profile = { values, saved: { subjects: [] }, states: {} } as unknown as Profile;
  const { container } = renderPart(
    <QueryClientProvider client={new QueryClient()}>
      <PricesStep profile={profile} />
    </QueryClientProvider>,
  );
  return [...container.querySelectorAll('tbody tr')].map((row) => [...row.children].map(textOf));
}

describe('what a lesson costs and brings', () => {
  // Loss prevented: the table comes when the price is left, and the press that left it hits something else.
  it('has its place before there is a price, so that nothing moves when one is entered', () => {
    expect(rowsAt(0)).toEqual([['60 min', '–', '–']]);
    expect(rowsAt(2800)).toEqual([['60 min', '€28.00', '€22.40']]);
  });
});
