import { randomBytes } from 'node:crypto';

import { defaultPayloadConverter, type Payload } from '@temporalio/common';

import { CodecError, EncryptionCodec } from './codec';

const key = (id: string) => ({ id, key: randomBytes(32).toString('base64') });
const payload = (value: unknown): Payload => defaultPayloadConverter.toPayload(value);
const old = key('2026-01');
const current = key('2026-02');

async function encodeOne(codec: EncryptionCodec, value: unknown): Promise<Payload> {
  const [encoded] = await codec.encode([payload(value)]);
  if (!encoded) throw new Error('nothing was encoded');
  return encoded;
}

// Histories are kept for days and are read by whoever operates Temporal: this is the second wall around what is in them.
describe('the payload codec', () => {
  const codec = new EncryptionCodec([current, old], 'default');

  it('gives back what was put in, and shows none of it meanwhile', async () => {
    const encoded = await encodeOne(codec, { secret: 'rosebud' });
    expect(Buffer.from(encoded.data ?? []).includes('rosebud')).toBe(false);
    expect(Buffer.from(encoded.data ?? []).includes('json/plain')).toBe(false);
    const [decoded] = await codec.decode([encoded]);
    expect(defaultPayloadConverter.fromPayload(decoded as Payload)).toEqual({ secret: 'rosebud' });
  });

  it('encrypts with the first key and still reads what the older one wrote', async () => {
    const written = await encodeOne(new EncryptionCodec([old], 'default'), 1);
    expect(Buffer.from(written.metadata?.['encryption-key-id'] ?? []).toString()).toBe(old.id);
    const [decoded] = await codec.decode([written]);
    expect(defaultPayloadConverter.fromPayload(decoded as Payload)).toBe(1);
    const now = await encodeOne(codec, 1);
    expect(Buffer.from(now.metadata?.['encryption-key-id'] ?? []).toString()).toBe(current.id);
  });

  it('never yields the same bytes twice', async () => {
    const [a, b] = [await encodeOne(codec, 'same'), await encodeOne(codec, 'same')];
    expect(Buffer.from(a.data ?? []).equals(Buffer.from(b.data ?? []))).toBe(false);
  });

  it('refuses a payload whose bytes were changed, one of another namespace and one of an unknown key', async () => {
    const encoded = await encodeOne(codec, 'x');
    const changed = Buffer.from(encoded.data ?? []);
    changed.writeUInt8((changed.at(-1) ?? 0) ^ 1, changed.length - 1);
    await expect(codec.decode([{ ...encoded, data: changed }])).rejects.toThrow();
    await expect(new EncryptionCodec([current], 'other').decode([encoded])).rejects.toThrow();
    await expect(new EncryptionCodec([key('2027')], 'default').decode([encoded])).rejects.toThrow(CodecError);
  });

  it('passes on what nobody encrypted', async () => {
    const plain = payload('plain');
    expect(await codec.decode([plain])).toEqual([plain]);
  });

  it('refuses to exist without a whole key', () => {
    expect(() => new EncryptionCodec([], 'default')).toThrow(CodecError);
    expect(() => new EncryptionCodec([{ id: 'short', key: 'AAAA' }], 'default')).toThrow(CodecError);
  });
});
