import { en } from '@stoa/contracts/words/en';
import { momentText, type Reader } from '@stoa/contracts/words/format';
import { say } from '@stoa/contracts/words/say';

import type { ApprovalMail } from '../db/queries/outbox';
import { findPerson } from '../db/queries/people';
import type { Db } from '../db/postgres';
import type { Clock } from '../platform/clock';
import type { Letter } from './letter';

export interface ApprovalMailDeps {
  readonly db: Db;
  readonly clock: Clock;
  readonly webOrigin: string;
  readonly adminOrigin: string;
}

type Texts = Readonly<Record<string, { subject: string; text: string } | undefined>>;
const { staff, ...tutor } = en.approvalMails;
const TO_TUTOR = tutor as unknown as Texts;
const TO_STAFF = staff as unknown as Texts;

/** Instants among the values, in the reader's words. */
function spoken(values: ApprovalMail['values'] = {}, reader: Reader): Record<string, string> {
  const moment = (name: string): string => (typeof values[name] === 'number' ? momentText(values[name], reader) : '');
  return {
    strikes: String(values['strikes'] ?? ''),
    promisedBy: moment('promisedBy'),
    hiddenUntil: moment('hiddenUntil'),
    endsAt: moment('expiresAt'),
  };
}

/** A mail about a tutor's approval; null when nobody is there to read it any more. */
export async function approvalLetter(deps: ApprovalMailDeps, payload: ApprovalMail): Promise<Letter | null> {
  const isTutor = payload.personId === payload.tutorId;
  const text = (isTutor ? TO_TUTOR : TO_STAFF)[payload.template];
  if (text === undefined) throw new Error(`no approval mail ${payload.template}`);
  const person = await findPerson(deps.db, payload.personId);
  if (person === null || person.disabledAt !== null) return null;
  const reader = { locale: person.locale, zone: person.zone, now: deps.clock.now() };
  const values = { name: person.name, ...spoken(payload.values, reader) };
  const link = isTutor ? `${deps.webOrigin}/teaching` : `${deps.adminOrigin}/approvals/${payload.tutorId}`;
  const foot = say(en.mails.foot, { link });
  return { to: person.email, subject: say(text.subject, values), text: `${say(text.text, values)}\n\n${foot}\n` };
}
