import { EmailView, LinkBody, MailSent, RegistrationBody, RegistrationOptions } from '@stoa/contracts/http/accounts';
import { COUNTRIES } from '@stoa/domain/countries';
import { CURRENCIES } from '@stoa/domain/currency';
import { register, resendVerification, verifyEmail } from '../../db/queries/accounts';
import { sha256 } from '../../platform/hashing';
import { newId } from '../../platform/ids';
import { EVERYBODY } from '../access';
import { newLink, opened, openedLink } from '../links';
import { newAccount } from '../newcomers';
import { operation, publicOperation, type Operation } from '../operation';
import { instant } from '../presenters/values';
import { acceptPassword } from '../newPasswords';
import { Refusal } from '../refusal';

const tag = 'Accounts';

const getRegistrationOptions = publicOperation(
  {
    id: 'getRegistrationOptions',
    method: 'get',
    path: '/registrations/options',
    tag,
    summary: 'What a registration may choose from, and the versions of terms and privacy notice to agree to',
    answer: { status: 200, schema: RegistrationOptions },
    rate: 'read',
  },
  ({ now }, house) =>
    Promise.resolve({
      documents: { ...house.documents },
      currencies: Object.keys(CURRENCIES),
      countries: [...COUNTRIES],
      google: house.identities !== null,
      asOf: instant(now),
    }),
);

const registerAccount = publicOperation(
  {
    id: 'register',
    method: 'post',
    path: '/registrations',
    tag,
    summary: 'Make an account as a student or tutor; the answer is the same when the address has one already',
    body: RegistrationBody,
    answer: { status: 202, schema: MailSent },
    errors: ['consent_outdated', 'password_unsuitable', 'password_breached', 'hashing_busy'],
    rate: 'signIn',
  },
  async ({ body, now }, house) => {
    const { email, password, ...rest } = body;
    const account = newAccount(house, rest, { id: newId(), email, emailVerified: false, now });
    await house.limiter.admitMail(sha256(email.toLowerCase()));
    const passwordHash = await acceptPassword(house, password, { email, name: account.name });
    const link = newLink(house, { personId: account.id, purpose: 'verify_email', email });
    await register(house.db, { ...account, passwordHash }, link);
    return { sentTo: email, asOf: instant(now) };
  },
);

const verify = publicOperation(
  {
    id: 'verifyEmail',
    method: 'post',
    path: '/email/verify',
    tag,
    summary: 'Confirm an address with the token of its link, whoever is signed in, or nobody',
    body: LinkBody,
    answer: { status: 200, schema: EmailView },
    errors: ['link_unknown', 'link_used', 'link_expired', 'link_other_account'],
    rate: 'signIn',
  },
  async ({ body, ctx, audience, now }, house) => {
    const { email } = opened(await verifyEmail(house.db, await openedLink(house, { ...body, ctx, audience })));
    return { email, emailVerified: true, asOf: instant(now) };
  },
);

const resend = operation(
  {
    id: 'resendVerification',
    method: 'post',
    path: '/me/email/verification',
    tag,
    summary: 'Send a new link that confirms the own address; earlier ones end',
    answer: { status: 202, schema: MailSent },
    errors: ['email_already_verified'],
    access: EVERYBODY,
    rate: 'signIn',
  },
  async ({ me, now }, house) => {
    if (me.emailVerified) throw new Refusal('email_already_verified');
    await house.limiter.admitMail(sha256(me.email.toLowerCase()));
    const link = newLink(house, { personId: me.id, purpose: 'verify_email', email: me.email });
    if (!(await resendVerification(house.db, link))) throw new Refusal('email_already_verified');
    return { sentTo: me.email, asOf: instant(now) };
  },
);

export const registrationOperations: readonly Operation[] = [getRegistrationOptions, registerAccount, verify, resend];
