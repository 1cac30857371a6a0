import { en } from '@stoa/contracts/words/en';
import { momentText } from '@stoa/contracts/words/format';
import { say } from '@stoa/contracts/words/say';
import { closingWaitsFor } from '@stoa/domain/closing';

import { findClosingFacts } from '../db/queries/closingFacts';
import { findReceipt } from '../db/queries/erasureReceipts';
import type { ClosingMail } from '../db/queries/outbox';
import { findPerson, type Person } from '../db/queries/people';
import type { Db } from '../db/postgres';
import type { Clock } from '../platform/clock';
import type { Letter } from './letter';

interface ClosingMailDeps {
  readonly db: Db;
  readonly clock: Clock;
  readonly webOrigin: string;
}

const { waits: WAITS, erased: ERASED, kept: KEPT, ...TEXTS } = en.closingMails;
type Template = keyof typeof TEXTS;

/** Lines of a list, as a mail shows them. */
const listOf = (lines: readonly string[]): string => lines.map((one) => `- ${one}`).join('\n');

async function waitsOf({ db, clock }: ClosingMailDeps, personId: string): Promise<string> {
  const facts = await findClosingFacts(db, personId, clock.now());
  return listOf(closingWaitsFor(facts).map((wait) => WAITS[wait]));
}

function counted(counts: Readonly<Record<string, number>>, words: Readonly<Record<string, string>>): string {
  const some = Object.entries(counts).filter(([, count]) => count > 0);
  return listOf(some.map(([what, count]) => say(words[what] ?? what, { count })));
}

async function receiptOf({ db }: ClosingMailDeps, number: unknown): Promise<Record<string, string>> {
  const receipt = await findReceipt(db, String(number));
  if (receipt === null) throw new Error(`no receipt ${String(number)}`);
  const { erased, kept } = receipt.content;
  return { number: receipt.number, erased: counted(erased, ERASED), kept: counted(kept, KEPT) };
}

/** An account that is shut gets the receipt and nothing else; one that is erased gets nothing: its address is nobody's. */
const isReadBy = ({ disabledAt, erased }: Person, template: Template): boolean =>
  !erased && (disabledAt === null || template === 'receipt');

/** A mail about the closing of an account; null when nobody is there to read it any more. */
export async function closingLetter(deps: ClosingMailDeps, payload: ClosingMail): Promise<Letter | null> {
  const template = payload.template as Template;
  const text = TEXTS[template];
  const person = await findPerson(deps.db, payload.personId);
  if (person === null || !isReadBy(person, template)) return null;
  const { erasesAt, number } = payload.values ?? {};
  const reader = { locale: person.locale, zone: person.zone, now: deps.clock.now() };
  const values = {
    name: person.name,
    erasesAt: typeof erasesAt === 'number' ? momentText(erasesAt, reader) : '',
    waits: template === 'waiting' || template === 'stirred' ? await waitsOf(deps, person.id) : '',
    ...(template === 'receipt' ? await receiptOf(deps, number) : {}),
  };
  const link = template === 'receipt' ? `${deps.webOrigin}/erasure-receipt` : `${deps.webOrigin}/account/privacy`;
  const foot = say(en.mails.foot, { link });
  return { to: person.email, subject: say(text.subject, values), text: `${say(text.text, values)}\n\n${foot}\n` };
}
