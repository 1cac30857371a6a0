import { z } from 'zod';
import { Email, NewPassword } from './accounts';

/** A password as it may have been chosen under earlier rules. */
const Password = z.string().min(1).max(200);
export const ForgotPasswordBody = z.strictObject({ email: Email });
export const ResetPasswordBody = z.strictObject({ token: z.string().min(1).max(200), password: NewPassword });
export const ChangePasswordBody = z.strictObject({ currentPassword: Password, password: NewPassword });
export const ChangeEmailBody = z.strictObject({ email: Email, currentPassword: Password });
