/** What a variable of the environment may look like, and which processes there are. */
import { z } from 'zod';

export type ProcessName = 'api' | 'worker' | 'migrate' | 'sandbox' | 'operate' | 'web' | 'admin';

export interface Variable {
  readonly schema: z.ZodType;
  /** processes that read it */
  readonly readBy: readonly ProcessName[];
  readonly secret?: true;
  readonly about: string;
}

export const port = (fallback: number) => z.coerce.number().int().min(0).max(65535).default(fallback);
export const url = (...protocols: string[]) =>
  z.string().refine((value) => URL.canParse(value) && protocols.includes(new URL(value).protocol), {
    message: `must be an address starting with ${protocols.map((p) => `${p}//`).join(' or ')}`,
  });
export const postgres = url('postgres:', 'postgresql:');
export const server: readonly ProcessName[] = ['api', 'worker'];
/** `operate` is what scripts do to a running installation */
export const temporal: readonly ProcessName[] = [...server, 'sandbox', 'operate'];

/** `id:base64key` pairs, the first one encrypts; every key is 32 bytes. */
export const codecKeys = z.string().transform((value, context) =>
  value.split(',').map((pair) => {
    const [id = '', key = ''] = pair.split(':');
    if (!id || Buffer.from(key, 'base64').length !== 32) {
      context.addIssue('must be id:key pairs, comma separated, each key 32 bytes in base64');
    }
    return { id, key };
  }),
);
