import { BOOKING_FILE } from '../bookings/list';
import { answerWith, buildRow } from '../testing';
import { allRows, cell, csvOf, EXPORT_LIMIT } from './csv';

describe('the export', () => {
  it.each([
    ['=HYPERLINK("http://x")', `"'=HYPERLINK(""http://x"")"`],
    ['@sum', "'@sum"],
    ['-1', "'-1"],
    ['plain', 'plain'],
    ['a, b', '"a, b"'],
    ['two\nlines', '"two\nlines"'],
  ])('keeps a spreadsheet from running %j: a name is written by a stranger', (value, written) => {
    expect(cell(value)).toBe(written);
  });

  it('writes money twice, to read and to add up', () => {
    const [head = '', row = ''] = csvOf(BOOKING_FILE, [buildRow()]).split('\r\n');
    const at = head.split(',').indexOf('price');
    expect(row.split(',').slice(at, at + 3)).toEqual(['€24.00', '2400', 'EUR']);
  });

  it('follows the cursor to the end with the same filter', async () => {
    const sent = answerWith(({ query }) => {
      const page = Number(query.get('cursor') ?? 0);
      return {
        body: { items: [buildRow()], nextCursor: page < 2 ? String(page + 1) : null, asOf: '2026-11-24T16:00:00Z' },
      };
    });
    const filters = [{ field: 'session', operator: 'eq' as const, value: 'ENDED' }];
    const seen: number[] = [];
    const rows = await allRows({ resource: 'bookings', filters, sorters: [] }, (n) => seen.push(n));
    expect(rows).toHaveLength(3);
    expect(seen).toEqual([1, 2, 3]);
    expect(sent.map(({ query }) => [query.get('session'), query.get('cursor')])).toEqual([
      ['ENDED', null],
      ['ENDED', '1'],
      ['ENDED', '2'],
    ]);
  });

  it('stops at its limit instead of asking for ever', async () => {
    const items = Array.from({ length: 100 }, () => buildRow());
    const sent = answerWith(() => ({ body: { items, nextCursor: 'more', asOf: '2026-11-24T16:00:00Z' } }));
    const rows = await allRows({ resource: 'bookings', filters: [], sorters: [] }, () => undefined);
    expect(rows).toHaveLength(EXPORT_LIMIT);
    expect(sent).toHaveLength(EXPORT_LIMIT / 100);
  });
});
