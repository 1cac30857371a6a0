/** People's own accounts at the frozen moment, by the API's own presenters. */
import { AccountChange, AccountView } from '@stoa/contracts/http/account';
import { MailSent } from '@stoa/contracts/http/accounts';
import { ConsentsView } from '@stoa/contracts/http/consents';
import { DeviceList } from '@stoa/contracts/http/devices';
import { AccessPage } from '@stoa/contracts/http/people';
import { RecoveryCodes, TotpEnrolment, TotpView } from '@stoa/contracts/http/totp';
import type { StaffRole } from '@stoa/domain/permissions';
import { presentAccount } from '../../api/presenters/account';
import { presentConsents } from '../../api/presenters/consents';
import { presentDevice } from '../../api/presenters/devices';
import { presentAccess } from '../../api/presenters/people';
import { instant } from '../../api/presenters/values';
import { Refusal } from '../../api/refusal';
import type { Consent } from '../../db/queries/consents';
import { demoId } from '../../scripts/demo/people';
import { agreed, signedIn } from './answers';
import { DOCUMENTS } from './frozenDoors';
import { NOW } from './people';
import type { Asked, Route } from './route';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const asOf = instant(NOW);
/** Whose account has everything switched on, and another address on its way. */
const WHOLE = 'Zlata';
/** Whose consents are those of a year ago, and whom nobody looked at. */
const EARLIER = 'Ishaan';

function account(who: string): AccountView {
  const { id, name, email, emailVerified, zone, locale, roles } = signedIn(who);
  const pending = { address: 'zlata@new.example', sentAt: NOW - 2 * HOUR, expiresAt: NOW + 22 * HOUR };
  return AccountView.parse(
    presentAccount(
      {
        ...{ id, email, emailVerified, zone, locale, roles },
        displayName: name,
        country: 'GB',
        currency: 'GBP',
        hasPassword: true,
        googleEmail: who === WHOLE ? 'zlata@google.example' : null,
        avatarUrl: null,
        pendingEmail: who === WHOLE ? pending : null,
        version: 4,
      },
      NOW,
    ),
  );
}

/** Whoever calls themselves Lee finds that another device was faster. */
function change({ who, body }: Asked): unknown {
  const stands = account(who);
  const wanted = AccountChange.parse(body);
  if (wanted.displayName?.includes('Lee'))
    throw new Refusal('account_changed', {
      details: {
        current: { ...stands, displayName: `${stands.displayName} R.`, version: 5 },
        differs: ['displayName'],
      },
    });
  return AccountView.parse({ ...stands, ...wanted, version: 5 });
}

const browsers = {
  laptop: 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0',
  phone: 'Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605 Version/19.0 Mobile Safari/604.1',
  other: 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/141.0 Safari/537.36',
};
function devices(): unknown {
  const device = (number: number, userAgent: string, usedAt: number) =>
    presentDevice(
      {
        id: demoId(20, number),
        app: 'web',
        userAgent,
        network: number === 3 ? '203.0.113.x' : '192.0.2.x',
        startedAt: usedAt - 3 * DAY,
        lastUsedAt: usedAt,
      },
      demoId(20, 1),
    );
  const items = [
    device(1, browsers.laptop, NOW),
    device(2, browsers.phone, NOW - 5 * HOUR),
    device(3, browsers.other, NOW - 9 * DAY),
  ];
  return agreed(DeviceList, { items, asOf });
}

function consents(who: string): unknown {
  const given = (version: string, at: number): Consent[] =>
    (['terms', 'privacy'] as const).map((document) => ({ document, version, givenAt: at }));
  const long = given('2025-09-15', NOW - 400 * DAY);
  const now = given(DOCUMENTS.terms, NOW - 20 * DAY);
  const all = who === EARLIER ? [...now.filter(({ document }) => document === 'privacy'), ...long] : now;
  return agreed(ConsentsView, presentConsents(all, DOCUMENTS, NOW));
}

/** Read, agreed to: from then on it stands with today's date. */
const agree = (): unknown =>
  agreed(
    ConsentsView,
    presentConsents(
      (['terms', 'privacy'] as const).map((document) => ({ document, version: DOCUMENTS[document], givenAt: NOW })),
      DOCUMENTS,
      NOW,
    ),
  );

function accessLog(who: string): unknown {
  const line = (seq: number, at: number, [role, action, reason]: readonly [StaffRole, string, string | null]) =>
    presentAccess({ seq, hash: `frozen-${seq}`, at, role, action, reason });
  const items =
    who === EARLIER
      ? []
      : [
          line(4, NOW - 26 * HOUR, ['support', 'person.impersonate', 'You wrote that the pay button does nothing.']),
          line(3, NOW - 27 * HOUR, ['support', 'person.view', null]),
          line(2, NOW - 40 * DAY, ['admin', 'file.view', 'A check of your certificate.']),
          line(1, NOW - 41 * DAY, ['admin', 'person.view', null]),
        ];
  return agreed(AccessPage, { items, nextCursor: items.length > 0 ? 'frozen' : null, asOf });
}

const CODES = ['7KX4-M2Q5', 'B3HN-8RWT', 'P6DC-2ZVA', 'Y9JE-4GKM', 'T5QS-7XNB', 'C8WF-3HRD', 'M2VA-6PKE', 'Q4ZT-9JYS'];
const codes = () => agreed(RecoveryCodes, { codes: CODES, asOf });
const SECRET = 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP';

export const ACCOUNT_ROUTES: readonly Route[] = [
  ['GET', /^\/me\/account$/, ({ who }) => account(who)],
  ['PATCH', /^\/me\/account$/, change],
  [
    'PUT',
    /^\/me\/email$/,
    ({ body }) => {
      const { email } = body as { email: string };
      return agreed(MailSent, { sentTo: email, asOf });
    },
  ],
  [
    'POST',
    /^\/me\/email\/confirmation$/,
    () => {
      throw new Refusal('rate_limited', { details: { retryAfterSeconds: 2_400 } });
    },
  ],
  ['DELETE', /^\/me\/email$/, ({ who }) => ({ ...account(who), pendingEmail: null })],
  [
    'POST',
    /^\/files$/,
    () => {
      throw new Refusal('file_too_large');
    },
  ],
  [
    'GET',
    /^\/me\/totp$/,
    ({ who }) =>
      agreed(TotpView, { on: who === WHOLE, required: false, recoveryCodesLeft: who === WHOLE ? 7 : 0, asOf }),
  ],
  [
    'POST',
    /^\/me\/totp$/,
    () => agreed(TotpEnrolment, { secret: SECRET, uri: `otpauth://totp/Stoa:student?secret=${SECRET}&issuer=Stoa` }),
  ],
  ['POST', /^\/me\/totp\/confirm$/, codes],
  ['POST', /^\/me\/totp\/recovery-codes$/, codes],
  ['GET', /^\/me\/devices$/, devices],
  ['GET', /^\/me\/access-log$/, ({ who }) => accessLog(who)],
  ['GET', /^\/me\/consents$/, ({ who }) => consents(who)],
  ['POST', /^\/me\/consents$/, agree],
];
