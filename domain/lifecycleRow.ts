import { DISPUTES, OUTCOMES, PAYMENTS, SESSIONS, type Actor, type BookingAction, type BookingFields } from './booking';

/** Values that a field may have; an absent field: any (in `from`), unchanged (in `to`). */
export type FieldsPattern = { readonly [K in keyof BookingFields]?: readonly BookingFields[K][] };

/** What a move does beside changing the four fields. */
export type Effect =
  | 'reserve_slot'
  | 'open_checkout'
  | 'close_checkout'
  | 'free_slot'
  | 'capture'
  | 'release'
  | 'refund'
  | 'settle'
  | 'compensate'
  | 'strike'
  | 'move_slot'
  | 'freeze'
  | 'tell_both';

/** One row: who may do what from where, and where it leads. */
export interface LifecycleRow {
  readonly action: BookingAction;
  readonly actors: readonly Actor[];
  /** null: there is no booking yet */
  readonly from: FieldsPattern | null;
  readonly to: FieldsPattern;
  readonly effects: readonly Effect[];
  /** false: its effect comes later; in the table for the states it explains, never offered */
  readonly available: boolean;
}

const FIELDS = ['session', 'outcome', 'payment', 'dispute'] as const;

/** Whether four fields fit a pattern. */
export function matches(pattern: FieldsPattern, fields: BookingFields): boolean {
  return FIELDS.every((field) => (pattern[field] as readonly unknown[] | undefined)?.includes(fields[field]) ?? true);
}

/** Every combination of the values of a pattern; a field it does not name keeps the value of `base`. */
export function combinationsOf(pattern: FieldsPattern, base?: BookingFields): BookingFields[] {
  const pick = <T>(named: readonly T[] | undefined, kept: T | undefined, all: readonly T[]): readonly T[] =>
    named ?? (kept === undefined ? all : [kept]);
  const sessions = pick(pattern.session, base?.session, SESSIONS);
  const outcomes = pick(pattern.outcome, base?.outcome, [null, ...OUTCOMES]);
  const payments = pick(pattern.payment, base?.payment, PAYMENTS);
  const disputes = pick(pattern.dispute, base?.dispute, DISPUTES);
  return sessions.flatMap((session) =>
    outcomes.flatMap((outcome) =>
      payments.flatMap((payment) => disputes.map((dispute) => ({ session, outcome, payment, dispute }))),
    ),
  );
}
