import { en } from '@stoa/contracts/words/en';
import { momentText, moneyText, type Reader } from '@stoa/contracts/words/format';
import { say } from '@stoa/contracts/words/say';
import { isFree, totalOf } from '@stoa/domain/deadlines';

import { findBookingView, type BookingDetail } from '../db/queries/bookingViews';
import type { BookingMail, MailPayload } from '../db/queries/outbox';
import { findPerson } from '../db/queries/people';
import type { Mail } from '../providers/mail/port';
import { accountLetter, type AccountMailDeps } from './accountMails';
import { approvalLetter, type ApprovalMailDeps } from './approvalMails';
import { closingLetter } from './closingMails';
import { whenText, type Letter } from './letter';
import { reviewLetter } from './reviewMails';

export type MailDeps = AccountMailDeps & ApprovalMailDeps;

type Party = 'student' | 'tutor';
interface Text {
  readonly subject: string;
  readonly text: string;
}

type Texts = Readonly<Record<string, Partial<Record<Party, Text>> | undefined>>;
const TEMPLATES = en.mails as unknown as Texts;
const FREE = en.mails.free as unknown as Texts;

function actorOf(actor: unknown, names: Record<Party, string>): string {
  const text = actor === 'student' || actor === 'tutor' ? en.mails.actors[actor] : en.mails.actors.staff;
  return say(text, names);
}

/** Written when it is sent, from how things stand then: names, texts and addresses are in no queue. */
function write(detail: BookingDetail, { party, reader, template }: Writing): Text {
  const { booking, subject, student, tutor } = detail;
  const text = (isFree(booking.terms) ? FREE[template]?.[party] : undefined) ?? TEMPLATES[template]?.[party];
  if (text === undefined) throw new Error(`no mail ${template} for a ${party}`);
  const names = { student: student.name, tutor: tutor.name };
  const values = {
    ...names,
    subject: subject.name,
    at: whenText(booking.startsAt, reader, party === 'student' ? tutor.zone : student.zone),
    price: moneyText(totalOf(booking.terms), reader.locale),
    answerBy: booking.answerBy === null ? '' : momentText(booking.answerBy, reader),
    actor: actorOf(reader.actor, names),
  };
  const foot = say(en.mails.foot, { link: reader.link });
  return { subject: say(text.subject, values), text: `${say(text.text, values)}\n\n${foot}\n` };
}

interface Writing {
  readonly party: Party;
  readonly template: string;
  readonly reader: Reader & { readonly link: string; readonly actor: unknown };
}

async function bookingLetter({ db, clock, webOrigin }: MailDeps, payload: BookingMail): Promise<Letter | null> {
  const [detail, person] = await Promise.all([
    findBookingView(db, payload.bookingId),
    findPerson(db, payload.personId),
  ]);
  if (detail === null || person === null || person.disabledAt !== null) return null;
  const party = person.id === detail.tutor.id ? 'tutor' : 'student';
  const reader = {
    locale: person.locale,
    zone: person.zone,
    now: clock.now(),
    link: `${webOrigin}/bookings/${payload.bookingId}`,
    actor: payload.values?.['actor'],
  };
  return { to: person.email, ...write(detail, { party, template: payload.template, reader }) };
}

function letterFor(deps: MailDeps, payload: MailPayload): Promise<Letter | null> {
  if (!('family' in payload)) return bookingLetter(deps, payload);
  switch (payload.family) {
    case 'approval':
      return approvalLetter(deps, payload);
    case 'review':
      return reviewLetter(deps, payload);
    case 'closing':
      return closingLetter(deps, payload);
    case 'account':
      return accountLetter(deps, payload);
  }
}

/**
 * The mail of an outbox line, or null when there is nobody to write to any more, or nothing left to tell.
 * @param key the line's key: the same for every attempt, so that receivers drop doubles
 */
export async function mailFor(deps: MailDeps, payload: MailPayload, key: string): Promise<Mail | null> {
  const letter = await letterFor(deps, payload);
  if (letter === null) return null;
  return { ...letter, messageId: `<${key.replaceAll(':', '.')}@${new URL(deps.webOrigin).hostname}>` };
}
