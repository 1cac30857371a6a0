/**
 * Makes a screenshot small enough for a repository, with zlib alone. Flat colours keep exactly what they are, so that no
 * accent is mistaken for another; the shades at the edges of letters are reduced to a few.
 */
import { crc32, deflateSync, inflateSync } from 'node:zlib';

interface Pixels {
  readonly width: number;
  readonly height: number;
  /** one 0xRRGGBB per pixel */
  readonly colours: Uint32Array;
}

const SIGNATURE = Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]);
/** shades between two flat colours, from fine to coarse */
const SHADES = [5, 3, 2, 1];
const MOST_COLOURS = 256;
/** a colour is flat when this many pixels look like their neighbours to the left and above */
const FLAT_PIXELS = 24;
const GROUNDS = 3;

function chunksOf(png: Buffer): Map<string, Buffer> {
  const chunks = new Map<string, Buffer>();
  for (let at = SIGNATURE.length; at < png.length; ) {
    const length = png.readUInt32BE(at);
    const name = png.toString('latin1', at + 4, at + 8);
    const data = png.subarray(at + 8, at + 8 + length);
    chunks.set(name, Buffer.concat([chunks.get(name) ?? Buffer.alloc(0), data]));
    at += length + 12;
  }
  return chunks;
}

function paeth(left: number, up: number, corner: number): number {
  const [a, b, c] = [Math.abs(up - corner), Math.abs(left - corner), Math.abs(left + up - 2 * corner)];
  if (a <= b && a <= c) return left;
  return b <= c ? up : corner;
}

const PREDICT: readonly ((left: number, up: number, corner: number) => number)[] = [
  () => 0,
  (left) => left,
  (_left, up) => up,
  (left, up) => (left + up) >> 1,
  paeth,
];

/** Adds to each byte of a row what its filter guessed from the neighbours. */
function restore(row: Buffer, above: Buffer, { bytes, filter }: { bytes: number; filter: number }): void {
  const predict = PREDICT[filter]!;
  for (let i = 0; i < row.length; i++) {
    const [left, corner] = i < bytes ? [0, 0] : [row[i - bytes]!, above[i - bytes]!];
    row[i] = (row[i]! + predict(left, above[i]!, corner)) & 255;
  }
}

/** bytes per pixel by PNG's number of the kind of colour */
const BYTES = new Map([
  [3, 1],
  [2, 3],
  [6, 4],
]);

/** Reads what a browser and `shrunk` write: eight bits for each channel, or for a place in a palette; not interlaced. */
export function decode(png: Buffer): Pixels {
  const chunks = chunksOf(png);
  const header = chunks.get('IHDR');
  const bytes = header && header[8] === 8 ? BYTES.get(header[9]!) : undefined;
  if (!header || !bytes) throw new Error('not a PNG that is read here');
  const [width, height] = [header.readUInt32BE(0), header.readUInt32BE(4)];
  const rows = inflateSync(chunks.get('IDAT') ?? Buffer.alloc(0));
  const stride = width * bytes;
  const colours = new Uint32Array(width * height);
  const palette = chunks.get('PLTE');
  const colourAt = (row: Buffer, at: number) => (palette ? palette.readUIntBE(row[at]! * 3, 3) : row.readUIntBE(at, 3));
  let above = Buffer.alloc(stride);
  for (let y = 0; y < height; y++) {
    const start = y * (stride + 1);
    const row = rows.subarray(start + 1, start + 1 + stride);
    restore(row, above, { bytes, filter: rows[start]! });
    for (let x = 0; x < width; x++) colours[y * width + x] = colourAt(row, x * bytes);
    above = row;
  }
  return { width, height, colours };
}

/** Colours that stand in areas and not only at edges, the largest first. */
function flatColours({ width, colours }: Pixels): number[] {
  const counts = new Map<number, number>();
  for (let i = width + 1; i < colours.length; i++) {
    const colour = colours[i]!;
    if (colour === colours[i - 1] && colour === colours[i - width]) counts.set(colour, (counts.get(colour) ?? 0) + 1);
  }
  const flat = [...counts].filter(([, count]) => count >= FLAT_PIXELS);
  return flat.sort((a, b) => b[1] - a[1] || a[0] - b[0]).map(([colour]) => colour);
}

const channelsOf = (colour: number): readonly [number, number, number] => [
  colour >> 16,
  (colour >> 8) & 255,
  colour & 255,
];

function between(from: number, to: number, share: number): number {
  const below = channelsOf(from);
  const [red, green, blue] = channelsOf(to).map((channel, i) => Math.round(below[i]! + (channel - below[i]!) * share));
  return (red! << 16) | (green! << 8) | blue!;
}

/** The flat colours, and shades from the grounds to each of them. */
function paletteOf(flat: readonly number[], shades: number): number[] {
  const palette = new Set(flat.slice(0, MOST_COLOURS));
  for (const colour of flat)
    for (const ground of flat.slice(0, GROUNDS))
      for (let step = 1; step <= shades && palette.size < MOST_COLOURS; step++)
        palette.add(between(ground, colour, step / (shades + 1)));
  return [...palette];
}

function nearest(palette: readonly number[], colour: number): number {
  const [red, green, blue] = channelsOf(colour);
  let [best, least] = [0, Infinity];
  palette.forEach((one, index) => {
    const [r, g, b] = channelsOf(one);
    const distance = 2 * (r - red) ** 2 + 4 * (g - green) ** 2 + 3 * (b - blue) ** 2;
    if (distance < least) [best, least] = [index, distance];
  });
  return best;
}

function chunk(name: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(name, 'latin1'), data]);
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  check.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, check]);
}

function encode({ width, height, colours }: Pixels, palette: readonly number[]): Buffer {
  const indexes = new Map(palette.map((colour, index) => [colour, index]));
  const rows = Buffer.alloc((width + 1) * height);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const colour = colours[y * width + x]!;
      const index = indexes.get(colour) ?? nearest(palette, colour);
      indexes.set(colour, index);
      rows[y * (width + 1) + 1 + x] = index;
    }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 3, 0, 0, 0], 8);
  return Buffer.concat([
    SIGNATURE,
    chunk('IHDR', header),
    chunk('PLTE', Buffer.from(palette.flatMap(channelsOf))),
    chunk('IDAT', deflateSync(rows, { level: 9, memLevel: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

/**
 * @param png as a browser wrote it
 * @param accents colours that count as flat even where only letters and icons have them, as `#RRGGBB`
 * @returns the same picture in at most `bytes`, with as many shades as fit
 * @throws when none do
 */
export function shrunk(png: Buffer, accents: readonly string[], bytes: number): Buffer {
  const pixels = decode(png);
  const named = accents
    .map((accent) => Number.parseInt(accent.slice(1), 16))
    .filter((one) => pixels.colours.includes(one));
  const flat = [...new Set([...flatColours(pixels), ...named])];
  for (const shades of SHADES) {
    const small = encode(pixels, paletteOf(flat, shades));
    if (small.length <= bytes) return small;
  }
  throw new Error(`a picture of ${pixels.width} × ${pixels.height} does not fit into ${bytes} bytes`);
}

/** What two runs on one machine may differ by: a few pixels at edges, by no more than anybody can see. */
const NOISE = { pixels: 64, channel: 8 };

/** Whether two pictures look the same, so that the file of an unchanged screen is left alone. */
export function looksLike(one: Buffer, other: Buffer): boolean {
  if (one.equals(other)) return true;
  const [a, b] = [decode(one), decode(other)];
  if (a.width !== b.width || a.height !== b.height) return false;
  let noisy = 0;
  for (let i = 0; i < a.colours.length; i++) {
    if (a.colours[i] === b.colours[i]) continue;
    const [left, right] = [channelsOf(a.colours[i]!), channelsOf(b.colours[i]!)];
    const isVisible = left.some((channel, at) => Math.abs(channel - right[at]!) > NOISE.channel);
    if (isVisible || ++noisy > NOISE.pixels) return false;
  }
  return true;
}
