import type { Context } from 'koa';
import { CSV_ROWS, csvLine, writeCsv, type CsvFile } from './csv';

describe('a line of a file', () => {
  it('quotes what would end a cell, and nothing else', () => {
    expect(csvLine(['a', 'b c', 'say "no"', 'x,y', 'two\nlines', null, 7, true])).toBe(
      'a,b c,"say ""no""","x,y","two\nlines",,7,true\r\n',
    );
  });

  /** Prevents: a name that a spreadsheet runs on the machine of whoever opens the export. */
  it.each(['=1+1', '+cmd', '-cmd', '@SUM(A1)', '\tx'])('does not let a spreadsheet run %j', (text) => {
    expect(csvLine([text])).toMatch(/^"?'/);
  });

  it('leaves numbers below zero alone', () => {
    expect(csvLine([-5, '-5.25'])).toBe('-5,-5.25\r\n');
  });
});

describe('a file', () => {
  const upTo = (count: number): CsvFile<number> => ({
    name: 'numbers',
    head: ['n'],
    line: (n) => [n],
    page: (after, limit) =>
      Promise.resolve(Array.from({ length: Math.min(limit, count - (after ?? 0)) }, (_, i) => (after ?? 0) + i + 1)),
    cursorOf: (n) => `after-${n}`,
  });
  function answer() {
    const headers = new Map<string, string>();
    return { headers, ctx: { set: (name: string, value: string) => headers.set(name, value) } as unknown as Context };
  }

  it('holds every row once, page after page', async () => {
    const { ctx, headers } = answer();
    const { text, rows } = await writeCsv(ctx, upTo(2_500));
    expect(text.trimEnd().split('\r\n')).toEqual(['n', ...Array.from({ length: 2_500 }, (_, i) => String(i + 1))]);
    expect(rows).toBe(2_500);
    expect(headers.get('Content-Disposition')).toBe('attachment; filename="numbers.csv"');
    expect(headers.has('X-Next-Cursor')).toBe(false);
  });

  it('ends at its limit and says where the next one goes on', async () => {
    const { ctx, headers } = answer();
    expect((await writeCsv(ctx, upTo(CSV_ROWS + 5))).rows).toBe(CSV_ROWS);
    expect(headers.get('X-Next-Cursor')).toBe(`after-${CSV_ROWS}`);
  });
});
