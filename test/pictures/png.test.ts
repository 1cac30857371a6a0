import { deflateSync } from 'node:zlib';
import { decode, looksLike, shrunk } from './png';

/** A PNG as a browser writes it, of one row after the other, each with a filter of its own. */
function drawn(rows: readonly { filter: number; bytes: readonly number[] }[]): Buffer {
  const width = rows[0]!.bytes.length / 3;
  const chunk = (name: string, data: Buffer) => {
    const length = Buffer.alloc(4);
    length.writeUInt32BE(data.length);
    return Buffer.concat([length, Buffer.from(name, 'latin1'), data, Buffer.alloc(4)]);
  };
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(rows.length, 4);
  header.set([8, 2, 0, 0, 0], 8);
  const data = Buffer.from(rows.flatMap(({ filter, bytes }) => [filter, ...bytes]));
  const end = chunk('IEND', Buffer.alloc(0));
  return Buffer.concat([Buffer.alloc(8), chunk('IHDR', header), chunk('IDAT', deflateSync(data)), end]);
}

/** reads back what `shrunk` wrote: indexes and their palette */
const sizeOf = (png: Buffer): number[] => [png.readUInt32BE(16), png.readUInt32BE(20)];

describe('decode', () => {
  it('undoes each of the five filters', () => {
    const plain = drawn([
      { filter: 0, bytes: [10, 20, 30, 40, 50, 60] },
      { filter: 1, bytes: [1, 1, 1, 1, 1, 1] },
      { filter: 2, bytes: [1, 1, 1, 1, 1, 1] },
      { filter: 3, bytes: [1, 1, 1, 1, 1, 1] },
      { filter: 4, bytes: [1, 1, 1, 1, 1, 1] },
    ]);
    const { width, height, colours } = decode(plain);
    expect([width, height]).toEqual([2, 5]);
    expect([...colours].map((colour) => colour.toString(16).padStart(6, '0'))).toEqual([
      '0a141e',
      '28323c',
      '010101',
      '020202',
      '020202',
      '030303',
      '020202',
      '030303',
      '030303',
      '040404',
    ]);
  });

  it('refuses what no browser writes', () => {
    expect(() => decode(Buffer.alloc(64))).toThrow('not a PNG');
  });
});

describe('looksLike', () => {
  const grey = (first: number) => drawn([{ filter: 0, bytes: [first, 90, 90, 200, 200, 200] }]);

  it('takes no notice of what nobody sees', () => {
    expect(looksLike(grey(90), grey(95))).toBe(true);
  });

  it('sees one pixel of another colour, and another size', () => {
    expect(looksLike(grey(90), grey(120))).toBe(false);
    expect(looksLike(grey(90), drawn([{ filter: 0, bytes: [90, 90, 90] }]))).toBe(false);
  });

  it('compares a small file with another one', () => {
    expect(looksLike(shrunk(grey(90), ['#5A5A5A', '#C8C8C8'], 1_000), grey(90))).toBe(true);
  });
});

describe('shrunk', () => {
  const white = Array.from({ length: 12 }, () => [255, 255, 255]).flat();
  const accented = [...white.slice(3), 166, 61, 47];
  const picture = drawn([
    ...Array.from({ length: 12 }, () => ({ filter: 0, bytes: white })),
    { filter: 0, bytes: accented },
  ]);

  it('keeps its size, and an accent exactly although one pixel alone has it', () => {
    const small = shrunk(picture, ['#A63D2F'], 1_000);
    expect(sizeOf(small)).toEqual([12, 13]);
    expect(small.includes(Buffer.from([166, 61, 47]))).toBe(true);
  });

  it('makes the same file of the same picture', () => {
    expect(shrunk(picture, [], 1_000).equals(shrunk(picture, [], 1_000))).toBe(true);
  });

  it('refuses a size that cannot be reached', () => {
    expect(() => shrunk(picture, [], 50)).toThrow('does not fit');
  });
});
