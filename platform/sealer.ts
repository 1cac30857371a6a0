import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

import { CodecError, type CodecKey } from './codec';

const IV_BYTES = 12;
const TAG_BYTES = 16;

/** Encrypts small secrets that are kept in the database, each bound to the row it belongs to. */
export interface Sealer {
  /** @param owner what the text belongs to; it opens for no other */
  seal(text: string, owner: string): string;
  /** @throws when the text was not sealed for this owner, or its key is not known any more */
  open(sealed: string, owner: string): string;
}

/**
 * AES-256-GCM. The first key seals, all of them open: to rotate, put the new key in front and keep the old one.
 * @param keys at least one, each 32 bytes in base64
 */
export function createSealer(keys: readonly CodecKey[]): Sealer {
  const known = new Map(keys.map(({ id, key }) => [id, Buffer.from(key, 'base64')]));
  const [current] = keys;
  if (!current || [...known.values()].some((key) => key.length !== 32))
    throw new CodecError('every account key must be 32 bytes in base64, and there must be one');
  const keyOf = (id: string): Buffer => {
    const key = known.get(id);
    if (!key) throw new CodecError(`no account key with the id ${JSON.stringify(id)}`);
    return key;
  };
  return {
    seal: (text, owner) => {
      const iv = randomBytes(IV_BYTES);
      const cipher = createCipheriv('aes-256-gcm', keyOf(current.id), iv).setAAD(
        Buffer.from(`${current.id}\n${owner}`),
      );
      const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
      return `${current.id}.${Buffer.concat([iv, cipher.getAuthTag(), sealed]).toString('base64url')}`;
    },
    open: (sealed, owner) => {
      const [id = '', text = ''] = sealed.split('.');
      const bytes = Buffer.from(text, 'base64url');
      const decipher = createDecipheriv('aes-256-gcm', keyOf(id), bytes.subarray(0, IV_BYTES), {
        authTagLength: TAG_BYTES,
      })
        .setAAD(Buffer.from(`${id}\n${owner}`))
        .setAuthTag(bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES));
      return decipher.update(bytes.subarray(IV_BYTES + TAG_BYTES), undefined, 'utf8') + decipher.final('utf8');
    },
  };
}
