import sharp from 'sharp';
import { isWholePdf, pictureSides, rewritten, sniffMediaType, squareWebp } from './pictures';

const MAX = 1_000_000;
const picture = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 3, background: '#3a7' } });
/** A phone's picture, held sideways, that says where it was taken. */
const photo = () =>
  picture(400, 200)
    .withExif({ IFD0: { Copyright: 'somebody' }, IFD3: { GPSLatitudeRef: 'N' } })
    .withMetadata({ orientation: 6 })
    .jpeg()
    .toBuffer();

describe('what a file is', () => {
  it('is told by its content', async () => {
    expect(await sniffMediaType(await photo())).toBe('image/jpeg');
    expect(await sniffMediaType(await picture(4, 4).png().toBuffer())).toBe('image/png');
    expect(await sniffMediaType(Buffer.from('%PDF-1.7\n…'))).toBe('application/pdf');
    expect(await sniffMediaType(Buffer.from('MZ\u0090\u0000 a program', 'latin1'))).toBe('application/x-msdownload');
    expect(await sniffMediaType(Buffer.from('<html>'))).toBeNull();
    expect(await sniffMediaType(Buffer.alloc(0))).toBeNull();
  });

  it('is a PDF only with a head and an end', () => {
    expect(isWholePdf(Buffer.from('%PDF-1.7\nbody\n%%EOF\n'))).toBe(true);
    for (const text of ['%PDF-1.7\nbody', ' %PDF-1.7\n%%EOF', '%PDF-x\n%%EOF', ''])
      expect(isWholePdf(Buffer.from(text))).toBe(false);
  });
});

describe('a picture', () => {
  it('has the sides its header claims, however large', async () => {
    expect(await pictureSides(await photo())).toEqual({ width: 400, height: 200 });
    expect(await pictureSides(Buffer.from('no picture'))).toBeNull();
  });

  it('becomes a square, upright, without a word about place or owner', async () => {
    const square = await squareWebp(await photo(), 96, MAX);
    const { width, height, format, exif, orientation } = await sharp(square!).metadata();
    expect({ width, height, format, exif, orientation }).toEqual({
      width: 96,
      height: 96,
      format: 'webp',
      exif: undefined,
      orientation: undefined,
    });
  });

  it('is written anew in its own format, upright', async () => {
    const again = await sharp((await rewritten(await photo(), 'image/jpeg', MAX))!).metadata();
    expect([again.format, again.width, again.height, again.exif]).toEqual(['jpeg', 200, 400, undefined]);
    const png = await picture(30, 30).png().toBuffer();
    expect((await sharp((await rewritten(png, 'image/png', MAX))!).metadata()).format).toBe('png');
  });

  it('is not decoded beyond the limit, nor when it is damaged', async () => {
    const large = await picture(1_200, 1_200).png().toBuffer();
    expect(await squareWebp(large, 96, MAX)).toBeNull();
    const whole = await photo();
    expect(await squareWebp(whole.subarray(0, whole.length / 2), 96, MAX)).toBeNull();
    expect(await rewritten(Buffer.from('nothing'), 'image/png', MAX)).toBeNull();
  });
});
