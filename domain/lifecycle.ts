import type { Actor, BookingAction, BookingFields, Outcome } from './booking';
import { BEYOND } from './lifecycleBeyond';
import { matches, type FieldsPattern, type LifecycleRow } from './lifecycleRow';

const STAFF = ['support', 'admin', 'owner'] as const;
const HELD: readonly Outcome[] = ['COMPLETED', 'NO_SHOW_STUDENT'];
const GIVEN_BACK = ['REFUNDED', 'PARTIALLY_REFUNDED'] as const;

const HOLDING: FieldsPattern = { session: ['REQUESTED'], payment: ['PENDING'] };
const ASKED: FieldsPattern = { session: ['REQUESTED'], payment: ['AUTHORIZED'] };
const CALLED_OFF: FieldsPattern = { session: ['CANCELLED'], outcome: ['NOT_HELD'], payment: ['VOIDED'] };
const RUN_OUT: FieldsPattern = { session: ['EXPIRED'], outcome: ['NOT_HELD'], payment: ['VOIDED'] };
const UNSETTLED: FieldsPattern = { session: ['ENDED'], payment: ['AUTHORIZED'], dispute: ['NONE'] };

const now = (row: Omit<LifecycleRow, 'available'>): LifecycleRow => ({ ...row, available: true });

/** The part of the lifecycle that ends with a settled lesson or with the money back. */
const CORRIDOR: readonly LifecycleRow[] = [
  now({
    action: 'book',
    actors: ['student'],
    from: null,
    to: { session: ['REQUESTED'], outcome: [null], payment: ['PENDING', 'AUTHORIZED'], dispute: ['NONE'] },
    effects: ['reserve_slot', 'open_checkout'],
  }),
  now({ action: 'authorize', actors: ['provider'], from: HOLDING, to: { payment: ['AUTHORIZED'] }, effects: [] }),
  now({
    action: 'expireHold',
    actors: ['clock', 'provider'],
    from: HOLDING,
    to: RUN_OUT,
    effects: ['close_checkout', 'free_slot'],
  }),
  now({
    action: 'cancel',
    actors: ['student', ...STAFF],
    from: HOLDING,
    to: CALLED_OFF,
    effects: ['close_checkout', 'free_slot'],
  }),
  now({
    action: 'accept',
    actors: ['tutor', 'clock'],
    from: ASKED,
    to: { session: ['SCHEDULED'] },
    effects: ['capture', 'tell_both'],
  }),
  now({ action: 'decline', actors: ['tutor'], from: ASKED, to: CALLED_OFF, effects: ['release', 'free_slot'] }),
  now({
    action: 'cancel',
    actors: ['student', ...STAFF],
    from: ASKED,
    to: CALLED_OFF,
    effects: ['release', 'free_slot'],
  }),
  now({ action: 'expireRequest', actors: ['clock'], from: ASKED, to: RUN_OUT, effects: ['release', 'free_slot'] }),
  now({
    action: 'refuseCapture',
    actors: ['clock', 'provider'],
    from: ASKED,
    to: CALLED_OFF,
    effects: ['release', 'free_slot', 'tell_both'],
  }),
  now({
    action: 'cancel',
    actors: ['student', ...STAFF],
    from: { session: ['SCHEDULED'] },
    to: { session: ['CANCELLED'], outcome: ['NOT_HELD'], payment: ['CAPTURED', ...GIVEN_BACK] },
    effects: ['refund', 'settle', 'free_slot'],
  }),
  now({
    action: 'cancel',
    actors: ['tutor'],
    from: { session: ['SCHEDULED'] },
    to: { session: ['CANCELLED'], outcome: ['NOT_HELD'], payment: ['REFUNDED'] },
    effects: ['refund', 'compensate', 'strike', 'free_slot'],
  }),
  now({
    action: 'start',
    actors: ['clock'],
    from: { session: ['SCHEDULED'] },
    to: { session: ['ACTIVE'] },
    effects: [],
  }),
  now({
    action: 'end',
    actors: ['clock'],
    from: { session: ['ACTIVE'] },
    to: { session: ['ENDED'], outcome: ['COMPLETED'] },
    effects: ['free_slot', 'tell_both'],
  }),
  now({
    action: 'settle',
    actors: ['clock'],
    from: { ...UNSETTLED, outcome: HELD },
    to: { payment: ['CAPTURED'] },
    effects: ['settle'],
  }),
];

/** The lifecycle of a booking: API, workflow, presenters, console and the diagram in the docs all read this table. */
export const LIFECYCLE: readonly LifecycleRow[] = [...CORRIDOR, ...BEYOND];

/** The available row for what an actor wants to do with a booking as it stands; null where there is none. */
export function rowFor(action: BookingAction, actor: Actor, fields: BookingFields): LifecycleRow | null {
  return (
    LIFECYCLE.find(
      (row) =>
        row.available &&
        row.action === action &&
        row.actors.includes(actor) &&
        row.from !== null &&
        matches(row.from, fields),
    ) ?? null
  );
}
