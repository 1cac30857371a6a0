import { EmailView, LinkBody, MailSent } from '@stoa/contracts/http/accounts';
import { ChangePasswordBody, ForgotPasswordBody, ResetPasswordBody } from '@stoa/contracts/http/credentials';
import {
  changePassword,
  confirmEmail,
  forgetPassword,
  ownerOfReset,
  resetPassword,
  restoreEmail,
} from '../../db/queries/credentials';
import { sha256 } from '../../platform/hashing';
import { newId } from '../../platform/ids';
import { EVERYBODY } from '../access';
import { provePassword } from '../credentials';
import { newLink, opened, openedLink } from '../links';
import { acceptPassword } from '../newPasswords';
import { operation, publicOperation, type Operation } from '../operation';
import { instant } from '../presenters/values';
import { Refusal } from '../refusal';

const tag = 'Accounts';
const LINK_CODES = ['link_unknown', 'link_used', 'link_expired', 'link_other_account'] as const;
const PASSWORD_CODES = ['password_unsuitable', 'password_breached', 'hashing_busy'] as const;

const forgotPassword = publicOperation(
  {
    id: 'forgotPassword',
    method: 'post',
    path: '/password/forgot',
    tag,
    summary: 'Have a link sent that sets a new password; the answer is the same whether there is an account or not',
    body: ForgotPasswordBody,
    answer: { status: 202, schema: MailSent },
    rate: 'signIn',
  },
  async ({ body: { email }, now }, house) => {
    await house.limiter.admitMail(sha256(email.toLowerCase()));
    const linkFor = (personId: string) => newLink(house, { personId, purpose: 'reset_password', email });
    await forgetPassword(house.db, email, linkFor);
    return { sentTo: email, asOf: instant(now) };
  },
);

const reset = publicOperation(
  {
    id: 'resetPassword',
    method: 'post',
    path: '/password/reset',
    tag,
    summary: 'Set a new password with the token of a link; every device is signed out',
    body: ResetPasswordBody,
    answer: { status: 204 },
    errors: [...LINK_CODES, ...PASSWORD_CODES],
    rate: 'signIn',
  },
  async ({ body, ctx, audience }, house) => {
    const link = await openedLink(house, { token: body.token, ctx, audience });
    const owner = opened(await ownerOfReset(house.db, link));
    const passwordHash = await acceptPassword(house, body.password, owner);
    const { email } = opened(await resetPassword(house.db, link, passwordHash));
    await house.limiter.liftSignIn(sha256(email.toLowerCase()), ctx.ip);
  },
);

const change = operation(
  {
    id: 'changePassword',
    method: 'put',
    path: '/me/password',
    tag,
    summary: 'Change the own password; the other devices are signed out',
    body: ChangePasswordBody,
    answer: { status: 204 },
    errors: ['password_wrong', ...PASSWORD_CODES],
    access: EVERYBODY,
    rate: 'signIn',
  },
  async ({ me, body }, house) => {
    const oldHash = await provePassword(house, me, body.currentPassword);
    const passwordHash = await acceptPassword(house, body.password, me);
    const by = { personId: me.id, familyId: me.familyId, key: newId(), at: Date.now() };
    if (!(await changePassword(house.db, { ...by, passwordHash, oldHash }))) throw new Refusal('password_wrong');
  },
);

const confirm = publicOperation(
  {
    id: 'confirmEmail',
    method: 'post',
    path: '/email/confirm',
    tag,
    summary: 'Use the address that a link was sent to; the old address is told and gets a way back for 7 days',
    body: LinkBody,
    answer: { status: 200, schema: EmailView },
    errors: [...LINK_CODES, 'email_taken'],
    rate: 'signIn',
  },
  async ({ body, ctx, audience, now }, house) => {
    const wayBack = (person: { personId: string; email: string }) =>
      newLink(house, { ...person, purpose: 'restore_email' });
    const link = await openedLink(house, { ...body, ctx, audience });
    const { email } = opened(await confirmEmail(house.db, link, wayBack));
    return { email, emailVerified: true, asOf: instant(now) };
  },
);

const restore = publicOperation(
  {
    id: 'restoreEmail',
    method: 'post',
    path: '/email/restore',
    tag,
    summary: 'Bring an old address back: every device is signed out, and a new password is chosen by mail',
    body: LinkBody,
    answer: { status: 200, schema: EmailView },
    errors: [...LINK_CODES, 'email_taken'],
    rate: 'signIn',
  },
  async ({ body, ctx, audience, now }, house) => {
    const resetFor = (person: { personId: string; email: string }) =>
      newLink(house, { ...person, purpose: 'reset_password' });
    const link = await openedLink(house, { ...body, ctx, audience });
    const { email } = opened(await restoreEmail(house.db, link, resetFor));
    return { email, emailVerified: true, asOf: instant(now) };
  },
);

export const credentialOperations: readonly Operation[] = [forgotPassword, reset, change, confirm, restore];
