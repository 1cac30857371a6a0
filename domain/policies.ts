import type { Money } from './money';

/** Who keeps what when somebody cancels: the first row whose hours are still ahead of the start rules. */
export interface CancellationPolicy {
  readonly preset: CancellationPreset;
  /** strictest hours first; what lies below the last row returns `laterShareBps` */
  readonly rows: readonly { readonly hoursBefore: number; readonly studentShareBps: number }[];
  readonly laterShareBps: number;
  /** minutes in favour of whoever acts, at every border of a share */
  readonly toleranceMinutes: number;
}
export type CancellationPreset = 'standard' | 'moderate' | 'flexible';

/** The clock's numbers of one booking (domain page, section 3), in minutes unless the name says otherwise. */
export interface ClockPolicy {
  readonly holdMinutes: number;
  /** the provider's page closes by itself then: its shortest life is 30 minutes */
  readonly pageMinutes: number;
  readonly answerMaxMinutes: number;
  readonly answerShareBps: number;
  readonly answerMinMinutes: number;
  readonly captureMarginMinutes: number;
  readonly joinOpensMinutes: number;
  readonly endGraceMinutes: number;
  readonly settleUntrackedMinutes: number;
  readonly earningsAvailableMinutes: number;
}

/** Prices and policies frozen when a booking was made. Its canonical string is hashed: `policyHash` on events and postings. */
export interface Terms {
  readonly price: Money;
  readonly serviceFeeMinor: number;
  readonly commissionBps: number;
  readonly cancellation: CancellationPolicy;
  readonly clock: ClockPolicy;
  /** promo for the other side when a tutor lets a student down; null where the domain gives none (trial, price 0) */
  readonly compensation: Money | null;
  readonly instant: boolean;
  readonly trial: boolean;
}
