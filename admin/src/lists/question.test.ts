import fc from 'fast-check';
import { BOOKINGS } from '../bookings/question';
import { changed, crudFiltersFrom, crudSortFrom, type Filters, filtersFrom, searchFrom, viewOf } from './question';

const { sorts: SORTS, views: VIEWS } = BOOKINGS;

const berlin = { zone: 'Europe/Berlin', now: Date.parse('2026-11-24T23:30:00Z') };
const valueOf = (filters: Filters, field: string, clock = berlin) =>
  crudFiltersFrom(filters, clock).find((filter) => 'field' in filter && filter.field === field)?.value as unknown;

describe('filters and the address bar', () => {
  it('come back the same from the address they make', () => {
    const filters = fc.record(
      {
        q: fc.string({ minLength: 1, maxLength: 200 }).filter((q) => q.trim() === q),
        session: fc.constantFrom('REQUESTED', 'ENDED'),
        payment: fc.constantFrom('AUTHORIZED', 'PENDING'),
        needsAttention: fc.constantFrom('true' as const, 'false' as const),
        from: fc.constantFrom('today', '2026-11-24'),
        sort: fc.constantFrom(...SORTS),
        cursor: fc.base64String({ minLength: 4, maxLength: 40 }),
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(filters, (given) => {
        expect(filtersFrom(BOOKINGS, new URLSearchParams(searchFrom(BOOKINGS, given).toString()))).toEqual(given);
      }),
    );
  });

  it('leave out what nobody could have asked for', () => {
    const search = new URLSearchParams('session=ASLEEP&needsAttention=maybe&from=soon&personId=7&sort=price&x=1');
    expect(filtersFrom(BOOKINGS, search)).toEqual({});
  });

  it('start at the first page when the question changes', () => {
    expect(changed(BOOKINGS, { session: 'ENDED', cursor: 'abc' }, { payment: 'CAPTURED' })).toEqual({
      session: 'ENDED',
      payment: 'CAPTURED',
    });
  });

  it('forget a field that is emptied', () => {
    expect(changed(BOOKINGS, { session: 'ENDED', q: 'ana' }, { session: '' })).toEqual({ q: 'ana' });
  });
});

describe('the question to the API', () => {
  it('reads today as the day of the reader’s zone, not of UTC', () => {
    expect(valueOf(VIEWS['today']!, 'from')).toBe('2026-11-24T23:00:00.000Z');
    expect(valueOf(VIEWS['today']!, 'to')).toBe('2026-11-25T23:00:00.000Z');
  });

  it('takes a day of 25 hours whole', () => {
    const filters = { from: '2026-10-25', to: '2026-10-25' };
    expect(valueOf(filters, 'from')).toBe('2026-10-24T22:00:00.000Z');
    expect(valueOf(filters, 'to')).toBe('2026-10-25T23:00:00.000Z');
  });

  it('is sorted by what the address says, newest first otherwise', () => {
    expect(crudSortFrom(BOOKINGS, {})).toEqual([{ field: 'createdAt', order: 'desc' }]);
    expect(crudSortFrom(BOOKINGS, { sort: 'startsAt' })).toEqual([{ field: 'startsAt', order: 'asc' }]);
  });
});

describe('saved views', () => {
  it('are recognised on every page of theirs', () => {
    expect(viewOf(BOOKINGS, { ...VIEWS['waiting'], cursor: 'abc' })).toBe('waiting');
    expect(viewOf(BOOKINGS, {})).toBe('all');
    expect(viewOf(BOOKINGS, { ...VIEWS['waiting'], q: 'ana' })).toBeNull();
  });
});
