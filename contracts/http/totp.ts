import { z } from 'zod';
import { Instant } from './shared';

/** Six digits of the authenticator, or a recovery code, with or without its hyphens. */
const Code = z.string().trim().min(6).max(40);
export const TotpView = z
  .object({
    on: z.boolean(),
    required: z.boolean().meta({ description: 'staff may do nothing before it is on' }),
    recoveryCodesLeft: z.int(),
    asOf: Instant,
  })
  .meta({ id: 'Totp' });
export const EnrolTotpBody = z.strictObject({
  currentPassword: z.string().min(1).max(200).optional().meta({ description: 'where the account has a password' }),
});
export const TotpEnrolment = z
  .object({
    secret: z.string().meta({ description: 'base 32, to be typed where no camera is' }),
    uri: z.string().meta({ description: 'otpauth address for a QR code' }),
  })
  .meta({ id: 'TotpEnrolment' });
export const TotpCodeBody = z.strictObject({ code: Code });
export const DisableTotpBody = z.strictObject({ ...EnrolTotpBody.shape, code: Code });
export const RecoveryCodes = z
  .object({ codes: z.array(z.string()).meta({ description: 'shown this once' }), asOf: Instant })
  .meta({ id: 'RecoveryCodes' });
export const SecondStepBody = z.strictObject({ challenge: z.string().min(1).max(200), code: Code });
