import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { act, fireEvent, screen, waitFor } from '@testing-library/react';
import { type ReactElement, useState } from 'react';
import { ApiProblem } from '../client/problem';
import { renderPart, textOf } from '../ui/testing';
import { minorOf, typedOf } from './amounts';
import { comparedFrom } from './compared';
import { FilterChips } from './FilterChips';
import type { Filters } from './filters';
import { PriceFilter } from './PriceFilter';
import { ResultPrice } from './ResultPrice';
import { Results } from './Results';
import { SearchText } from './SearchText';

type Query = Readonly<Record<string, string | undefined>>;
const totals = new Map<string, number>();
const pages: unknown[] = [];
jest.mock('../client/send', () => ({
  send: (ask: (api: unknown) => Promise<unknown>) =>
    ask({
      GET: (path: string, { params }: { params?: { query?: Query } }) => Promise.resolve(answerTo(path, params?.query)),
    }),
}));
function answerTo(path: string, query: Query = {}): unknown {
  if (path === '/tutors/facets') return { total: totals.get(Object.keys(query).sort().join()) ?? 0 };
  if (path !== '/tutors') return { items: [] };
  const page = pages.shift();
  if (page instanceof Error) throw page;
  return page ?? { items: [], nextCursor: null, ratesOf: null, asOf: '2026-11-24T16:05:00.000Z' };
}

function show(part: ReactElement) {
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  return renderPart(<QueryClientProvider client={client}>{part}</QueryClientProvider>);
}
const prices = (filters: Filters) => {
  const onChange = jest.fn();
  const band = (from: number, to: number | null, count: number) => ({
    from: { amountMinor: from, currency: 'GBP' },
    to: to === null ? null : { amountMinor: to, currency: 'GBP' },
    count,
  });
  const bands = [band(0, 1000, 2), band(1000, 2000, 0), band(2000, null, 3)];
  show(<PriceFilter filters={filters} bands={bands} ratesNote={null} onChange={onChange} />);
  return onChange;
};

describe('a search that finds nobody', () => {
  it('says what to leave out first, by how many it would bring', async () => {
    totals.set('trial', 4).set('rating', 9);
    const onLoosen = jest.fn();
    show(<Results search={{ filters: { rating: '4', trial: 'true' }, sort: 'relevance' }} onLoosen={onLoosen} />);
    await screen.findByText('9 tutors');
    expect(screen.getAllByRole('button').map(textOf)).toEqual([
      'Without “Trial lesson”9 tutors',
      'Without “4 stars and more”4 tutors',
      'Clear all',
    ]);
    fireEvent.click(screen.getByText('9 tutors'));
    expect(onLoosen).toHaveBeenCalledWith({ rating: '4' });
  });

  it('starts from the top when a place in the list is kept no more', async () => {
    const gone = { type: 'about:blank', title: 'gone', status: 410, code: 'cursor_invalid' };
    pages.push(new ApiProblem(gone));
    show(<Results search={{ filters: {}, sort: 'price' }} onLoosen={jest.fn()} />);
    fireEvent.click(await screen.findByRole('button', { name: 'Start from the top' }));
    await waitFor(() => expect(screen.queryByRole('alert')).toBeNull());
  });

  it('goes on by itself behind a page whose candidates were all taken', async () => {
    const empty = { items: [], ratesOf: null, asOf: '2026-11-24T16:05:00.000Z' };
    pages.push({ ...empty, nextCursor: 'further' }, { ...empty, nextCursor: null });
    show(<Results search={{ filters: { trial: 'true' }, sort: 'relevance' }} onLoosen={jest.fn()} />);
    await screen.findByText('Nobody fits all of this');
    expect(pages).toHaveLength(0);
  });
});

describe('the price filter', () => {
  it('refuses beside the fields what cannot be, asks for nothing, and keeps what was typed', () => {
    const onChange = prices({ priceFrom: '3000', currency: 'GBP' });
    const to = screen.getByLabelText<HTMLInputElement>('To');
    fireEvent.change(to, { target: { value: '20' } });
    fireEvent.blur(to);
    expect(textOf(screen.getByRole('alert'))).toBe('The lowest price is above the highest');
    fireEvent.change(to, { target: { value: '2o' } });
    expect(textOf(screen.getByRole('alert'))).toContain('Write an amount');
    expect(onChange).not.toHaveBeenCalled();
    expect(to.value).toBe('2o');
    fireEvent.change(to, { target: { value: '45,5' } });
    fireEvent.blur(to);
    expect(onChange).toHaveBeenCalledWith({ priceFrom: '3000', priceTo: '4550', currency: 'GBP' });
  });

  it('offers bands that somebody stands in, each ending before the next begins', () => {
    const onChange = prices({ currency: 'GBP' });
    expect(
      screen
        .getAllByRole('button')
        .filter((one) => one.ariaPressed !== null || one.hasAttribute('aria-pressed'))
        .map(textOf),
    ).toEqual(['Under £10.0022 tutors', '£20.00 and more33 tutors']);
    fireEvent.click(screen.getByRole('button', { name: /Under/ }));
    expect(onChange).toHaveBeenCalledWith({ currency: 'GBP', priceTo: '999' });
  });

  it('forgets amounts of one currency when another is chosen', () => {
    const onChange = prices({ priceTo: '3000', currency: 'GBP' });
    fireEvent.change(screen.getByLabelText('Currency'), { target: { value: 'JPY' } });
    expect(onChange).toHaveBeenCalledWith({ currency: 'JPY' });
  });
});

describe('amounts', () => {
  it.each([
    ['25', 'EUR', '2500'],
    ['25.5', 'EUR', '2550'],
    ['1500', 'JPY', '1500'],
    ['1.234', 'KWD', '1234'],
    ['', 'EUR', ''],
    ['1.5', 'JPY', null],
    ['1e3', 'EUR', null],
    ['-4', 'EUR', null],
  ])('%s %s is %s minor units, digit by digit', (typed, currency, minor) => {
    expect(minorOf(typed, currency)).toBe(minor);
    if (minor) expect(minorOf(typedOf(minor, currency), currency)).toBe(minor);
  });

  it('of a card are those of the length asked for, by the rule that bookings are priced by', () => {
    const eur = (amountMinor: number) => ({ amountMinor, currency: 'EUR' });
    const price = { amount: eur(2801), converted: { amountMinor: 2440, currency: 'GBP' }, varies: false };
    const { container } = show(<ResultPrice price={price} minutes="30" />);
    expect(textOf(container)).toBe('€14.00for 30 minabout £12.20');
    expect(textOf(show(<ResultPrice price={price} minutes={undefined} />).container)).toBe('€28.01an hourabout £24.40');
  });

  it('of a card are said to be what it begins at where other subjects cost more', () => {
    const price = { amount: { amountMinor: 2800, currency: 'EUR' }, converted: null, varies: true };
    const { container } = show(<ResultPrice price={price} minutes={undefined} />);
    expect(textOf(container)).toBe('from €28.00an hour');
  });
});

describe('the words of a search', () => {
  const asked: Filters[] = [];
  function Held({ also }: { readonly also?: Filters }) {
    const [filters, setFilters] = useState<Filters>({});
    const set = (next: Filters) => {
      asked.push(next);
      setFilters(next);
    };
    return (
      <>
        <SearchText filters={filters} onChange={set} />
        <button onClick={() => set({ ...filters, ...also })}>also</button>
        <button onClick={() => set({})}>back</button>
      </>
    );
  }
  const field = () => screen.getByRole<HTMLInputElement>('searchbox');
  const type = (value: string) => fireEvent.change(field(), { target: { value } });
  beforeEach(() => {
    asked.length = 0;
    jest.useFakeTimers();
  });
  afterEach(() => jest.useRealTimers());

  it('are asked for after a pause, once, and what is typed meanwhile stays with its blanks', () => {
    show(<Held />);
    type('cal');
    type('calm ');
    act(() => void jest.runAllTimers());
    expect(asked).toEqual([{ text: 'calm' }]);
    expect(field().value).toBe('calm ');
  });

  it('forget no filter that was set while they waited', () => {
    show(<Held also={{ trial: 'true' }} />);
    type('calm');
    fireEvent.click(screen.getByText('also'));
    act(() => void jest.runAllTimers());
    expect(asked.at(-1)).toEqual({ trial: 'true', text: 'calm' });
  });

  it('follow the way back', () => {
    show(<Held />);
    type('calm');
    fireEvent.submit(field());
    expect(asked).toEqual([{ text: 'calm' }]);
    fireEvent.click(screen.getByText('back'));
    expect(field().value).toBe('');
  });
});

describe('the filters that are set', () => {
  it('are taken away one by one, or all', () => {
    const onChange = jest.fn();
    show(<FilterChips filters={{ trial: 'true', country: 'UA' }} onChange={onChange} />);
    fireEvent.click(screen.getByRole('button', { name: /Remove: Ukraine/ }));
    expect(onChange).toHaveBeenLastCalledWith({ trial: 'true' });
    fireEvent.click(screen.getByRole('button', { name: 'Clear all' }));
    expect(onChange).toHaveBeenLastCalledWith({});
  });
});

describe('the address of a comparison', () => {
  const id = (n: number) => `019a0000-0000-7000-8002-00000000000${n}`;

  it('holds four at most, each once, and nothing that is no id', () => {
    expect(comparedFrom([1, 2, 2, 3, 4, 5].map(id).join(','))).toEqual([1, 2, 3, 4].map(id));
    expect(comparedFrom(`${id(1).toUpperCase()},x,,`)).toEqual([id(1)]);
    expect(comparedFrom(null)).toEqual([]);
  });
});
