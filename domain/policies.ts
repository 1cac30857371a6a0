import type { Money } from './money';

/** Who keeps what when somebody cancels: the first row whose hours are still ahead of the start rules. */
export interface CancellationPolicy {
  readonly preset: CancellationPreset;
  /** strictest hours first; what lies below the last row returns `laterShareBps` */
  readonly rows: readonly { readonly hoursBefore: number; readonly studentShareBps: number }[];
  readonly laterShareBps: number;
  /** minutes in favour of whoever acts, at every border of a share */
  readonly toleranceMinutes: number;
  /** a tutor who cancels later than this before the start owes a compensation and gets a strike */
  readonly tutorLateHours: number;
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

export const MINUTE_MS = 60_000;
export const HOUR_MS = 60 * MINUTE_MS;
export const DAY_MS = 24 * HOUR_MS;

const common = { toleranceMinutes: 5, tutorLateHours: 24 } as const;

/** The policies a tutor chooses from (domain page, section 4): never stricter than `standard`. */
export const CANCELLATION_PRESETS: Readonly<Record<CancellationPreset, CancellationPolicy>> = {
  standard: {
    ...common,
    preset: 'standard',
    rows: [{ hoursBefore: 24, studentShareBps: 10_000 }],
    laterShareBps: 0,
  },
  moderate: {
    ...common,
    preset: 'moderate',
    rows: [
      { hoursBefore: 24, studentShareBps: 10_000 },
      { hoursBefore: 12, studentShareBps: 5_000 },
    ],
    laterShareBps: 0,
  },
  flexible: {
    ...common,
    preset: 'flexible',
    rows: [{ hoursBefore: 6, studentShareBps: 10_000 }],
    laterShareBps: 5_000,
  },
};

/** The clock's defaults (domain page, section 3). */
export const DEFAULT_CLOCK: ClockPolicy = {
  holdMinutes: 15,
  pageMinutes: 31,
  answerMaxMinutes: 24 * 60,
  answerShareBps: 5_000,
  answerMinMinutes: 10,
  captureMarginMinutes: 60,
  joinOpensMinutes: 10,
  endGraceMinutes: 5,
  settleUntrackedMinutes: 72 * 60,
  earningsAvailableMinutes: 7 * 24 * 60,
};

const PAYOUT_COUNTRIES = [
  ...['AT', 'AU', 'BE', 'BG', 'BR', 'CA', 'CH', 'CY', 'CZ', 'DE', 'DK', 'EE', 'ES', 'FI', 'FR', 'GB', 'GI', 'GR', 'HK'],
  ...['HR', 'HU', 'IE', 'IS', 'IT', 'JP', 'LI', 'LT', 'LU', 'LV', 'MT', 'MX', 'NL', 'NO', 'NZ', 'PL', 'PT', 'RO', 'SE'],
  ...['SG', 'SI', 'SK', 'TH', 'UA', 'US'],
] as const;

/** Everything a marketplace may set, as data: what a booking needs of it is copied into its terms. */
export const POLICIES = {
  version: 1,
  durationsMinutes: [25, 30, 45, 50, 60, 90, 120],
  slotStepsMinutes: [15, 30],
  slotStepMinutes: 30,
  noticeMinutes: { fallback: 120, min: 60, max: 7 * 24 * 60 },
  horizonDays: { fallback: 60, min: 7, max: 180 },
  bufferMinutes: { fallback: 0, min: 0, max: 60 },
  /** extra openings and blackouts to come that one tutor may have */
  exceptionsPerTutor: 1_000,
  holdsPerStudent: 3,
  /** a tutor begins as if `priorWeight` reviews of `priorStars` stars were there */
  reviews: { blindDays: 7, writeDays: 30, editHours: 48, askAfterHours: 2, priorStars: 4.5, priorWeight: 5 },
  remindersMinutesBefore: [24 * 60, 60, 10],
  quoteMinutes: 10,
  serviceFeeBps: 0,
  /** the first tier rules from 0, the others from the amounts in the currency table */
  commissionTiersBps: [2_000, 1_500, 1_000],
  compensationOncePerPairDays: 90,
  strikeDays: 90,
  /** counted strikes from which a tutor is warned, and hidden from search, each time for so many days */
  strikesThatWarn: 2,
  strikesThatHide: 3,
  hiddenDays: 7,
  approval: {
    descriptionMinCharacters: 400,
    answerHours: 24,
    claimMinutes: 30,
    /** before a certificate's last day: when a new one is asked for */
    certificateAskDays: [30, 7],
    /** where payouts go, for a platform in the EEA; set at installation */
    payoutCountries: PAYOUT_COUNTRIES,
  },
  payoutSweep: { weekday: 5, hourUtc: 6 },
  /**
   * An account is erased so many days after it was asked for, and never before its owner had `noticeDays` of notice that
   * nothing holds it up any more; while something does, they are reminded of it.
   */
  closing: { coolingOffDays: 14, noticeDays: 3, remindDays: 7, lookHours: 24 },
  /**
   * How long staff may look with somebody's eyes: the lengths they choose among, the one that is meant first. Most
   * questions are answered in a few minutes; the longest is half an hour, the lease on a profile.
   */
  viewAs: { choicesMinutes: [10, 20, 30], maxMinutes: 30 },
  /** copies of what is kept about one person, in 24 hours */
  copies: { perDay: 3 },
  owedRetrySeconds: [1, 5, 30, 120, 600, 3_600],
  /** failures in a row after which people are asked to look */
  owedAttentionAfter: 5,
  clock: DEFAULT_CLOCK,
} as const;

/** A JSON text with the keys of every object in code unit order: equal content gives equal text. */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value) ?? 'null';
  const entries = Object.entries(value)
    .filter(([, part]) => part !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, part]) => `${JSON.stringify(key)}:${canonicalJson(part)}`).join(',')}}`;
}

/**
 * The text of a booking's terms whose SHA-256 is the booking's `policyHash` (`platform` hashes it: domain has no
 * crypto). Independent of the order in which the terms were put together.
 */
export function canonicalTerms(terms: Terms): string {
  return canonicalJson(terms);
}
