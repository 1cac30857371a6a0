import { DOCUMENTS } from '@stoa/domain/consents';
import { z } from 'zod';
import { Instant } from './shared';

const Document = z.enum(DOCUMENTS);
const Version = z.string().min(1).max(40);

/** What somebody agreed to, and whether something newer waits for them. */
export const ConsentsView = z
  .object({
    documents: z.array(
      z.object({
        document: Document,
        version: Version.meta({ description: 'the one in force' }),
        waits: z.boolean().meta({ description: 'the one in force was not agreed to yet' }),
        given: z.array(z.object({ version: Version, at: Instant })).meta({ description: 'the latest first' }),
      }),
    ),
    asOf: Instant,
  })
  .meta({ id: 'Consents' });
export type ConsentsView = z.output<typeof ConsentsView>;
export const GiveConsentBody = z.strictObject({
  document: Document,
  version: Version.meta({ description: 'the one that was read' }),
});
