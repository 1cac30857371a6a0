import { z } from 'zod';
import { Email, NewPassword } from './accounts';

/** A password as it may have been chosen under earlier rules. */
const Password = z.string().min(1).max(200);
/** That it is the owner of the account who asks, now. */
export const FreshProofBody = z.strictObject({
  currentPassword: Password.optional().meta({
    description: 'left out where the account has no password: then the sign-in must be fresh',
  }),
});
export const ForgotPasswordBody = z.strictObject({ email: Email });
export const ResetPasswordBody = z.strictObject({ token: z.string().min(1).max(200), password: NewPassword });
export const ChangePasswordBody = z.strictObject({ currentPassword: Password, password: NewPassword });
export const ChangeEmailBody = z.strictObject({ email: Email, currentPassword: Password });
