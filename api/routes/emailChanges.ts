import { AccountView } from '@stoa/contracts/http/account';
import { MailSent } from '@stoa/contracts/http/accounts';
import { ChangeEmailBody } from '@stoa/contracts/http/credentials';
import { cancelEmailChange, requestEmailChange, resendEmailChange } from '../../db/queries/credentials';
import { sha256 } from '../../platform/hashing';
import { EVERYBODY } from '../access';
import { ownAccount } from '../accounts';
import { provePassword } from '../credentials';
import { newLink } from '../links';
import { operation, type Operation } from '../operation';
import { instant } from '../presenters/values';
import { Refusal } from '../refusal';

const tag = 'Accounts';

const changeEmail = operation(
  {
    id: 'changeEmail',
    method: 'put',
    path: '/me/email',
    tag,
    summary: 'Ask for another address: it is used once the link sent to it is opened',
    body: ChangeEmailBody,
    answer: { status: 202, schema: MailSent },
    errors: ['password_wrong', 'hashing_busy'],
    access: EVERYBODY,
    rate: 'signIn',
  },
  async ({ me, body, now }, house) => {
    const { email } = body;
    if (email.toLowerCase() === me.email.toLowerCase())
      throw new Refusal('request_invalid', { fields: [{ path: 'body.email', message: 'is your address already' }] });
    await provePassword(house, me, body.currentPassword);
    await house.limiter.admitMail(sha256(email.toLowerCase()));
    await requestEmailChange(house.db, newLink(house, { personId: me.id, purpose: 'change_email', email }));
    return { sentTo: email, asOf: instant(now) };
  },
);

const resendChange = operation(
  {
    id: 'resendEmailChange',
    method: 'post',
    path: '/me/email/confirmation',
    tag,
    summary: 'Write once more to the new address that waits to be confirmed; the earlier link ends',
    answer: { status: 202, schema: MailSent },
    errors: ['email_change_over'],
    access: EVERYBODY,
    rate: 'signIn',
  },
  async ({ me, now }, house) => {
    const at = Date.now();
    const waits = (await ownAccount(house, me.id)).pendingEmail;
    if (!waits) throw new Refusal('email_change_over');
    await house.limiter.admitMail(sha256(waits.address.toLowerCase()));
    const linkTo = (email: string) => newLink(house, { personId: me.id, purpose: 'change_email', email });
    const sentTo = await resendEmailChange(house.db, { personId: me.id, at }, linkTo);
    if (sentTo === null) throw new Refusal('email_change_over');
    return { sentTo, asOf: instant(now) };
  },
);

const cancelChange = operation(
  {
    id: 'cancelEmailChange',
    method: 'delete',
    path: '/me/email',
    tag,
    summary: 'Call a change of address off: the link that was sent opens nothing; none under way is no error',
    answer: { status: 200, schema: AccountView },
    access: EVERYBODY,
    rate: 'write',
  },
  async ({ me }, house) => {
    await cancelEmailChange(house.db, me.id, Date.now());
    return ownAccount(house, me.id);
  },
);

export const emailChangeOperations: readonly Operation[] = [changeEmail, resendChange, cancelChange];
