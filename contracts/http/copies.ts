import { z } from 'zod';
import { FreshProofBody } from './credentials';
import { Instant } from './shared';

/** One section: rows as they are kept, columns by their names. */
const Section = z.array(z.record(z.string(), z.unknown()));

export const CopyBody = FreshProofBody;
export const CopyView = z
  .object({
    format: z.literal('stoa-copy'),
    version: z.literal(1),
    sections: z.record(z.string(), Section).meta({ description: 'docs/closing-an-account.md names what is in each' }),
    asOf: Instant,
  })
  .meta({ id: 'PersonCopy' });
