import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

import type { Payload, PayloadCodec } from '@temporalio/common';

export interface CodecKey {
  readonly id: string;
  /** 32 bytes in base64 */
  readonly key: string;
}

export class CodecError extends Error {
  override readonly name = 'CodecError';
}

const ENCODING = 'binary/encrypted';
const IV_BYTES = 12;
const TAG_BYTES = 16;
const LENGTH_BYTES = 4;

/** A payload as one buffer: the length of its metadata, its metadata as JSON, its data. */
function pack(payload: Payload): Buffer {
  const metadata = Object.entries(payload.metadata ?? {}).map(([name, value]) => [
    name,
    Buffer.from(value).toString('base64'),
  ]);
  const head = Buffer.from(JSON.stringify(metadata), 'utf8');
  const length = Buffer.alloc(LENGTH_BYTES);
  length.writeUInt32BE(head.length);
  // protobuf leaves a plain empty array where a payload has no data, as that of a workflow that returns nothing
  return Buffer.concat([length, head, Buffer.from(payload.data ?? [])]);
}

function unpack(bytes: Buffer): Payload {
  const end = LENGTH_BYTES + bytes.readUInt32BE(0);
  const metadata = JSON.parse(bytes.subarray(LENGTH_BYTES, end).toString('utf8')) as [string, string][];
  return {
    metadata: Object.fromEntries(metadata.map(([name, value]) => [name, Buffer.from(value, 'base64')])),
    data: bytes.subarray(end),
  };
}

/**
 * Encrypts every payload with AES-256-GCM. The first key encrypts, all of them decrypt: to rotate, put the new key in
 * front and keep the old one as long as histories live.
 *
 * Namespace and key id are authenticated, the workflow id is not: a schedule encodes its action under another id than
 * the run that decodes it, and the codec endpoint knows no ids at all.
 */
export class EncryptionCodec implements PayloadCodec {
  private readonly keys: ReadonlyMap<string, Buffer>;
  private readonly current: string;

  constructor(
    keys: readonly CodecKey[],
    private readonly namespace: string,
  ) {
    this.keys = new Map(keys.map(({ id, key }) => [id, Buffer.from(key, 'base64')]));
    const first = keys[0];
    if (!first || [...this.keys.values()].some((key) => key.length !== 32)) {
      throw new CodecError('every codec key must be 32 bytes in base64, and there must be one');
    }
    this.current = first.id;
  }

  encode(payloads: Payload[]): Promise<Payload[]> {
    return Promise.resolve(payloads.map((payload) => this.encrypt(payload)));
  }

  async decode(payloads: Payload[]): Promise<Payload[]> {
    // async, so that a payload that cannot be read rejects instead of throwing
    await Promise.resolve();
    return payloads.map((payload) => this.decrypt(payload));
  }

  private boundTo(keyId: string): Buffer {
    return Buffer.from(`${this.namespace}\n${keyId}`, 'utf8');
  }

  private encrypt(payload: Payload): Payload {
    const iv = randomBytes(IV_BYTES);
    const cipher = createCipheriv('aes-256-gcm', this.key(this.current), iv).setAAD(this.boundTo(this.current));
    const sealed = Buffer.concat([cipher.update(pack(payload)), cipher.final()]);
    return {
      metadata: { encoding: Buffer.from(ENCODING), 'encryption-key-id': Buffer.from(this.current) },
      data: Buffer.concat([iv, cipher.getAuthTag(), sealed]),
    };
  }

  private decrypt(payload: Payload): Payload {
    const metadata = payload.metadata ?? {};
    // What the server itself writes (and histories recorded without a codec) is not encrypted.
    if (!metadata['encoding'] || Buffer.from(metadata['encoding']).toString() !== ENCODING) return payload;
    const keyId = Buffer.from(metadata['encryption-key-id'] ?? []).toString();
    const bytes = Buffer.from(payload.data ?? []);
    const decipher = createDecipheriv('aes-256-gcm', this.key(keyId), bytes.subarray(0, IV_BYTES), {
      authTagLength: TAG_BYTES,
    })
      .setAAD(this.boundTo(keyId))
      .setAuthTag(bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES));
    return unpack(Buffer.concat([decipher.update(bytes.subarray(IV_BYTES + TAG_BYTES)), decipher.final()]));
  }

  private key(id: string): Buffer {
    const key = this.keys.get(id);
    if (!key) throw new CodecError(`no codec key with the id ${JSON.stringify(id)}`);
    return key;
  }
}
