import { type BookingFields, type Dispute, type Outcome, type Payment, type Session } from './booking';
import { LIFECYCLE } from './lifecycle';
import { combinationsOf, matches, type FieldsPattern, type LifecycleRow } from './lifecycleRow';

/** A pattern that names all four fields. */
export type LegalRow = Required<FieldsPattern>;

const any: readonly Dispute[] = ['NONE', 'OPEN', 'RESOLVED_UPHELD', 'RESOLVED_REFUNDED'];
const row = (
  session: readonly Session[],
  outcome: readonly (Outcome | null)[],
  money: { readonly payment: readonly Payment[]; readonly dispute: readonly Dispute[] },
): LegalRow => ({ session, outcome, ...money });

/** The table of legal combinations (domain page, section 2); in every row OPEN never stands beside REFUNDED. */
export const LEGAL: readonly LegalRow[] = [
  row(['REQUESTED'], [null], { payment: ['PENDING', 'AUTHORIZED'], dispute: ['NONE'] }),
  row(['SCHEDULED', 'ACTIVE'], [null], { payment: ['AUTHORIZED'], dispute: ['NONE'] }),
  row(['ENDED'], ['COMPLETED', 'NO_SHOW_STUDENT'], {
    payment: ['AUTHORIZED', 'CAPTURED', 'PARTIALLY_REFUNDED', 'REFUNDED'],
    dispute: any,
  }),
  row(['ENDED'], ['NO_SHOW_TUTOR', 'NOT_HELD'], {
    payment: ['AUTHORIZED', 'REFUNDED'],
    dispute: ['NONE', 'OPEN', 'RESOLVED_REFUNDED'],
  }),
  row(['ENDED'], ['NO_SHOW_TUTOR', 'NOT_HELD'], { payment: ['PARTIALLY_REFUNDED'], dispute: ['RESOLVED_REFUNDED'] }),
  row(['CANCELLED'], ['NOT_HELD'], { payment: ['VOIDED'], dispute: ['NONE'] }),
  row(['CANCELLED'], ['NOT_HELD'], { payment: ['CAPTURED', 'PARTIALLY_REFUNDED', 'REFUNDED'], dispute: any }),
  row(['EXPIRED'], ['NOT_HELD'], { payment: ['VOIDED'], dispute: ['NONE'] }),
];

/** Whether a booking may stand so. The database's CHECK says the same. */
export function isLegal(fields: BookingFields): boolean {
  if (fields.dispute === 'OPEN' && fields.payment === 'REFUNDED') return false;
  return LEGAL.some((legal) => matches(legal, fields));
}

/** Every legal combination, in the order of the table: what the database's CHECK is tested against. */
export function legalCombinations(): BookingFields[] {
  return combinationsOf({}).filter(isLegal);
}

/** One text for four fields, for sets and maps. */
export function keyOf({ session, outcome, payment, dispute }: BookingFields): string {
  return [session, outcome ?? '-', payment, dispute].join('/');
}

/** Every combination that the rows can lead to, starting from a booking's birth. */
export function enumerateReachable(rows: readonly LifecycleRow[] = LIFECYCLE): BookingFields[] {
  const found = new Map<string, BookingFields>();
  const queue = rows.filter(({ from }) => from === null).flatMap(({ to }) => combinationsOf(to));
  for (let fields = queue.pop(); fields !== undefined; fields = queue.pop()) {
    if (found.has(keyOf(fields))) continue;
    found.set(keyOf(fields), fields);
    const here = fields;
    for (const { from, to } of rows) if (from !== null && matches(from, here)) queue.push(...combinationsOf(to, here));
  }
  return [...found.values()];
}

/** The sessions that end a booking's time in the calendar, and have an outcome. */
export function isFinalSession(session: Session): boolean {
  return session === 'ENDED' || session === 'CANCELLED' || session === 'EXPIRED';
}
