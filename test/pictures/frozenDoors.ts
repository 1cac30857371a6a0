/** Registration, links and sign-in at the frozen moment: what somebody enters decides how they are answered. */
import { EmailView, MailSent, RegistrationOptions } from '@stoa/contracts/http/accounts';
import { IdentityAnswer } from '@stoa/contracts/http/identities';
import { COUNTRIES } from '@stoa/domain/countries';
import { CURRENCIES } from '@stoa/domain/currency';
import type { ErrorCode } from '@stoa/domain/errors';
import { instant } from '../../api/presenters/values';
import { Refusal } from '../../api/refusal';
import { agreed } from './answers';
import { NOW } from './people';
import type { Asked, Route } from './route';

const asOf = instant(NOW);
export const DOCUMENTS = { terms: '2026-11-01', privacy: '2026-11-01' };
const PAUSE_SECONDS = 42;

const text = ({ body }: Asked, name: string): string => {
  const value = (body as Readonly<Record<string, unknown>> | null)?.[name];
  return typeof value === 'string' ? value : '';
};

/** Whoever enters a word that stands here meets its refusal. */
function refuses(value: string, words: Readonly<Record<string, ErrorCode>>): void {
  for (const [word, code] of Object.entries(words)) if (value.includes(word)) throw new Refusal(code);
}
function pauses(value: string): void {
  if (value.includes('again')) throw new Refusal('rate_limited', { details: { retryAfterSeconds: PAUSE_SECONDS } });
}

function signIn(asked: Asked): never {
  const email = text(asked, 'email');
  pauses(email);
  if (email.includes('second'))
    throw new Refusal('totp_required', { details: { challenge: 'frozen', expiresAt: instant(NOW + 300_000) } });
  throw new Refusal('credentials_wrong');
}

function register(asked: Asked): unknown {
  if (text(asked, 'password').includes(text(asked, 'displayName').toLowerCase()))
    throw new Refusal('password_unsuitable');
  return agreed(MailSent, { sentTo: text(asked, 'email'), asOf });
}

function openLink(asked: Asked): unknown {
  refuses(text(asked, 'token'), {
    used: 'link_used',
    late: 'link_expired',
    other: 'link_other_account',
    taken: 'email_taken',
  });
  return agreed(EmailView, { email: 'student@stoa.example', emailVerified: true, asOf });
}

function mailed(asked: Asked): unknown {
  const email = text(asked, 'email');
  pauses(email);
  return agreed(MailSent, { sentTo: email || 'student@stoa.example', asOf });
}

function reset(asked: Asked): unknown {
  refuses(text(asked, 'token'), { used: 'link_used', late: 'link_expired' });
  return {};
}

function backFromGoogle(asked: Asked): unknown {
  refuses(text(asked, 'code'), {
    unverified: 'identity_email_unverified',
    known: 'identity_not_linked',
    away: 'identity_unavailable',
    state: 'identity_state_unknown',
  });
  const registration = { token: 'frozen', email: 'robin@google.example', name: 'Robin', expiresAt: asOf };
  return agreed(IdentityAnswer, { me: null, registration });
}

export const DOORS: readonly Route[] = [
  [
    'GET',
    /^\/registrations\/options$/,
    () =>
      agreed(RegistrationOptions, {
        documents: DOCUMENTS,
        currencies: Object.keys(CURRENCIES),
        countries: [...COUNTRIES],
        google: true,
        asOf,
      }),
  ],
  ['POST', /^\/session$/, signIn],
  ['POST', /^\/session\/totp$/, (asked) => refuses(text(asked, 'code'), { '1': 'totp_wrong' })],
  ['POST', /^\/session\/google\/finish$/, backFromGoogle],
  ['POST', /^\/session\/impersonation$/, () => refuses('over', { over: 'impersonation_over' })],
  ['POST', /^\/registrations$/, register],
  ['POST', /^\/email\/(?:verify|confirm|restore)$/, openLink],
  ['POST', /^\/password\/forgot$/, mailed],
  ['POST', /^\/password\/reset$/, reset],
  ['POST', /^\/me\/email\/verification$/, mailed],
];
