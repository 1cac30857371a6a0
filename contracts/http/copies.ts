import { z } from 'zod';
import { Instant } from './shared';

/** One section: rows as they are kept, columns by their names. */
const Section = z.array(z.record(z.string(), z.unknown()));

export const CopyBody = z.strictObject({
  currentPassword: z.string().min(1).max(200).optional().meta({
    description: 'left out where the account has no password: then the sign-in must be fresh',
  }),
});
export const CopyView = z
  .object({
    format: z.literal('stoa-copy'),
    version: z.literal(1),
    sections: z.record(z.string(), Section).meta({ description: 'docs/closing-an-account.md names what is in each' }),
    asOf: Instant,
  })
  .meta({ id: 'PersonCopy' });
