import { activeFilters, addressOf, changed, meantBy, rebased, searchFrom, without, writtenBy } from './filters';

const from = (address: string) => searchFrom(new URLSearchParams(address));
const MATHS = '019a0000-0000-7000-8003-000000000001';
const full =
  `/?text=calm+teacher&subjectId=${MATHS}&level=university&free=tue%3A18-21%2Csat%3A9-12&zone=Europe%2FKyiv` +
  '&within=14&durationMinutes=60&priceFrom=1000&priceTo=3000&currency=GBP&language=en&languageLevel=B2&rating=4' +
  '&country=UA&trial=true&instant=true&sort=soonest';

describe('the address of a search', () => {
  it('is read and written alike, so that it can be shared, kept and gone back to', () => {
    expect(addressOf(from(full.slice(2)))).toBe(full);
    expect(addressOf(from(''))).toBe('/');
  });

  it.each(['subjectId=1', 'rating=9', 'country=gb', 'sort=name', 'trial=maybe', 'priceTo=-3', 'text=', 'utm=x'])(
    'forgets what cannot be read: %s',
    (address) => {
      expect(from(address)).toEqual({ filters: {}, sort: 'relevance' });
    },
  );
});

describe('a search without a currency', () => {
  const meant = (address: string, own: string | null) => meantBy(from(address), own).filters.currency;

  it('is meant in the reader’s own, unless nobody is known or another one is named', () => {
    expect([meant('', 'GBP'), meant('', null), meant('currency=USD', 'GBP')]).toEqual(['GBP', undefined, 'USD']);
  });

  // Loss prevented: the link that one person sends another finds other tutors, because 27 pounds were 27 euros.
  it('is not read anew where it holds amounts: an address means the same to everybody', () => {
    expect(meant('priceTo=2700', 'GBP')).toBeUndefined();
  });

  it('leaves the address short until an amount needs it', () => {
    const written = (by: object, own = 'GBP') =>
      addressOf(writtenBy({ sort: 'relevance', filters: changed(meantBy(from(''), 'GBP').filters, by) }, own));
    expect(written({ rating: '4' })).toBe('/?rating=4');
    expect(written({ priceTo: '2700' })).toBe('/?priceTo=2700&currency=GBP');
    expect(written({ currency: 'USD' })).toBe('/?currency=USD');
  });
});

describe('the filters', () => {
  const { filters } = from(full.slice(2));

  it('are counted as a reader counts them', () => {
    expect(activeFilters(filters)).toEqual([
      'text',
      'subjectId',
      'level',
      'free',
      'durationMinutes',
      'priceFrom',
      'language',
      'rating',
      'country',
      'trial',
      'instant',
    ]);
    expect(activeFilters({ priceTo: '3000', currency: 'GBP' })).toEqual(['priceTo']);
    expect(activeFilters({ currency: 'GBP' })).toEqual([]);
  });

  it('fall together when they stand together', () => {
    expect(without({ priceFrom: '1', priceTo: '2', currency: 'GBP' }, 'priceFrom')).toEqual({ currency: 'GBP' });
    expect(without({ free: 'tue:1-2', zone: 'Europe/Kyiv', within: '7' }, 'free')).toEqual({});
    expect(without({ language: 'en', languageLevel: 'B2', trial: 'true' }, 'language')).toEqual({ trial: 'true' });
  });

  it('keep no zone without hours, and no level without a language', () => {
    expect(changed({ free: 'tue:1-2', zone: 'Europe/Kyiv' }, { free: undefined })).toEqual({});
    expect(changed({ language: 'en', languageLevel: 'B2' }, { language: '' })).toEqual({});
    expect(changed({ language: 'en' }, { trial: 'true' })).toEqual({ language: 'en', trial: 'true' });
  });
});

describe('two choices pressed faster than the page follows', () => {
  const seen = from('language=en&within=14').filters;
  const first = changed(seen, { subjectId: MATHS });

  // loss prevented: the second choice silently takes the first one back
  it('both count', () => {
    const second = changed(seen, { priceTo: '2400', currency: 'GBP' });
    expect(rebased(second, { seen, now: first })).toEqual(
      changed(seen, { subjectId: MATHS, priceTo: '2400', currency: 'GBP' }),
    );
  });

  it('take away what was taken away', () => {
    expect(rebased(changed(seen, { language: undefined }), { seen, now: first })).toEqual({
      within: '14',
      subjectId: MATHS,
    });
  });
});
