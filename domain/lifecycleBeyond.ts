import { OUTCOMES, type Outcome } from './booking';
import type { FieldsPattern, LifecycleRow } from './lifecycleRow';

const STAFF = ['support', 'admin', 'owner'] as const;
const HELD: readonly Outcome[] = ['COMPLETED', 'NO_SHOW_STUDENT'];
const NOT_HELD: readonly Outcome[] = ['NO_SHOW_TUTOR', 'NOT_HELD'];
const GIVEN_BACK = ['REFUNDED', 'PARTIALLY_REFUNDED'] as const;
const QUIET = ['NONE', 'RESOLVED_UPHELD', 'RESOLVED_REFUNDED'] as const;
const UNSETTLED: FieldsPattern = { session: ['ENDED'], payment: ['AUTHORIZED'], dispute: ['NONE'] };

const later = (row: Omit<LifecycleRow, 'available'>): LifecycleRow => ({ ...row, available: false });

/** Attendance, reports, moves to another time, disputes and chargebacks: their effects come later. */
export const BEYOND: readonly LifecycleRow[] = [
  later({
    action: 'proposeReschedule',
    actors: ['student', 'tutor'],
    from: { session: ['SCHEDULED'] },
    to: {},
    effects: ['move_slot'],
  }),
  later({
    action: 'cancel',
    actors: ['bank'],
    from: { session: ['SCHEDULED'] },
    to: { session: ['CANCELLED'], outcome: ['NOT_HELD'], payment: ['REFUNDED'] },
    effects: ['free_slot'],
  }),
  later({
    action: 'end',
    actors: ['clock'],
    from: { session: ['ACTIVE'] },
    to: { session: ['ENDED'], outcome: [...NOT_HELD, 'NO_SHOW_STUDENT'] },
    effects: ['free_slot', 'tell_both'],
  }),
  later({
    action: 'settle',
    actors: ['clock'],
    from: { ...UNSETTLED, outcome: NOT_HELD },
    to: { payment: ['REFUNDED'] },
    effects: ['refund', 'compensate', 'strike'],
  }),
  later({
    action: 'reportNoShow',
    actors: ['student', 'tutor'],
    from: { session: ['ACTIVE'] },
    to: { session: ['ENDED'], outcome: OUTCOMES, dispute: ['NONE', 'OPEN'] },
    effects: ['free_slot', 'freeze'],
  }),
  later({
    action: 'reportNoShow',
    actors: ['student', 'tutor'],
    from: UNSETTLED,
    to: { outcome: OUTCOMES, dispute: ['NONE', 'OPEN'] },
    effects: ['freeze'],
  }),
  later({ action: 'correctOutcome', actors: ['provider'], from: UNSETTLED, to: { outcome: OUTCOMES }, effects: [] }),
  later({
    action: 'openDispute',
    actors: ['student', 'tutor'],
    from: { session: ['ENDED'], payment: ['AUTHORIZED'], dispute: ['NONE'] },
    to: { dispute: ['OPEN'] },
    effects: ['freeze'],
  }),
  later({
    action: 'openDispute',
    actors: ['student'],
    from: { session: ['ENDED', 'CANCELLED'], payment: ['CAPTURED', 'PARTIALLY_REFUNDED'], dispute: ['NONE'] },
    to: { dispute: ['OPEN'] },
    effects: ['freeze'],
  }),
  later({
    action: 'resolveDispute',
    actors: ['clock', ...STAFF],
    from: { session: ['ENDED'], dispute: ['OPEN'] },
    to: { outcome: HELD, dispute: ['RESOLVED_UPHELD'] },
    effects: ['tell_both'],
  }),
  later({
    action: 'resolveDispute',
    actors: ['clock', ...STAFF],
    from: { session: ['CANCELLED'], dispute: ['OPEN'] },
    to: { dispute: ['RESOLVED_UPHELD'] },
    effects: ['tell_both'],
  }),
  later({
    action: 'resolveDispute',
    actors: ['clock', ...STAFF],
    from: { dispute: ['OPEN'] },
    to: { dispute: ['RESOLVED_REFUNDED'] },
    effects: ['tell_both'],
  }),
  later({
    action: 'applyVerdict',
    actors: ['clock', ...STAFF],
    from: { payment: ['AUTHORIZED'], dispute: ['RESOLVED_UPHELD'] },
    to: { payment: ['CAPTURED'] },
    effects: ['settle'],
  }),
  later({
    action: 'applyVerdict',
    actors: ['clock', ...STAFF],
    from: { payment: ['AUTHORIZED', 'CAPTURED', 'PARTIALLY_REFUNDED'], dispute: ['RESOLVED_REFUNDED'] },
    to: { payment: GIVEN_BACK },
    effects: ['refund', 'settle', 'compensate', 'strike'],
  }),
  later({
    action: 'appeal',
    actors: ['student', 'tutor'],
    from: {
      payment: ['AUTHORIZED', 'CAPTURED'],
      dispute: ['RESOLVED_UPHELD', 'RESOLVED_REFUNDED'],
    },
    to: { dispute: ['OPEN'] },
    effects: ['freeze'],
  }),
  ...(['ENDED', 'CANCELLED'] as const).flatMap((session) =>
    ([QUIET, ['OPEN']] as const).map((dispute) =>
      later({
        action: 'loseChargeback',
        actors: ['bank'],
        from: {
          session: [session],
          outcome: session === 'ENDED' ? HELD : ['NOT_HELD'],
          payment: ['AUTHORIZED', 'CAPTURED', 'PARTIALLY_REFUNDED'],
          dispute,
        },
        to: { payment: GIVEN_BACK, ...(dispute === QUIET ? {} : { dispute: ['RESOLVED_REFUNDED'] }) },
        effects: [],
      }),
    ),
  ),
  ...([QUIET, ['OPEN']] as const).map((dispute) =>
    later({
      action: 'loseChargeback',
      actors: ['bank'],
      from: { session: ['ENDED'], outcome: NOT_HELD, payment: ['AUTHORIZED', 'PARTIALLY_REFUNDED'], dispute },
      to: { payment: ['REFUNDED'], ...(dispute === QUIET ? {} : { dispute: ['RESOLVED_REFUNDED'] }) },
      effects: [],
    }),
  ),
];
