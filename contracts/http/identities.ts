import { z } from 'zod';
import { newcomer } from './accounts';
import { Instant } from './shared';
import { MeView } from './session';

export const BroughtBackBody = z.strictObject({
  code: z.string().min(1).max(2_000),
  state: z.string().min(1).max(200),
  iss: z.string().min(1).max(300).optional().meta({ description: 'where the address brings one back' }),
});
export const IdentityAddress = z
  .object({ url: z.string().meta({ description: 'where to send the browser' }), asOf: Instant })
  .meta({ id: 'IdentityAddress' });
/** Signed in, or somebody new who has still to say the rest. */
export const IdentityAnswer = z
  .object({
    me: MeView.nullable(),
    registration: z
      .object({ token: z.string(), email: z.string(), name: z.string().nullable(), expiresAt: Instant })
      .nullable(),
  })
  .meta({ id: 'IdentityAnswer' });
export const IdentityRegistrationBody = z.strictObject({ ...newcomer, token: z.string().min(1).max(200) });
export const ProofBody = z.strictObject({ currentPassword: z.string().min(1).max(200) });
