import { CURRENCIES, type CurrencyCode } from './currency';
import type { Decision } from './errors';
import { money, type Money } from './money';
import type { CancellationPreset } from './policies';
import { checkedPrice, priceFor } from './pricing';
import type { MATERIAL_ITEMS } from './tutorChecklist';

export const SUBJECT_LEVELS = ['primary', 'lower_secondary', 'upper_secondary', 'university', 'professional'] as const;
export type SubjectLevel = (typeof SUBJECT_LEVELS)[number];
/** Common European Framework, and those who grew up with it. */
export const LANGUAGE_LEVELS = ['A1', 'A2', 'B1', 'B2', 'C1', 'C2', 'native'] as const;
export type LanguageLevel = (typeof LANGUAGE_LEVELS)[number];

export interface SpokenLanguage {
  /** BCP 47 primary subtag */
  readonly language: string;
  readonly level: LanguageLevel;
}
export interface TaughtSubject {
  readonly subjectId: string;
  readonly levels: readonly SubjectLevel[];
  /** hourly, minor units of the tutor's currency; null: the tutor's own rate */
  readonly rateMinor: number | null;
}
export interface Trial {
  readonly priceMinor: number;
  readonly minutes: number;
}
export interface Education {
  readonly institution: string;
  readonly degree: string;
  readonly field: string | null;
  readonly startYear: number;
  /** null: still at it */
  readonly endYear: number | null;
  readonly fileId: string | null;
}

/** Everything of a profile that its tutor saves field by field. */
export interface ProfileValues {
  readonly headline: string;
  readonly description: string;
  readonly videoUrl: string | null;
  readonly languages: readonly SpokenLanguage[];
  readonly subjects: readonly TaughtSubject[];
  readonly hourlyRate: Money;
  readonly trial: Trial | null;
  readonly cancellation: CancellationPreset;
  readonly instantBooking: boolean;
  readonly meetingUrl: string | null;
  readonly photoFileId: string | null;
  readonly education: readonly Education[];
}
export type ProfileField = keyof ProfileValues;
export type ProfileChanges = Partial<ProfileValues>;

/** How much of each a profile holds. */
export const PROFILE_LIMITS = {
  headline: 120,
  description: 10_000,
  languages: 20,
  subjects: 30,
  educations: 20,
  certificates: 20,
  rateMinor: 100_000_000,
} as const;

/** Whose players we link to; hosts in full, because a name that only ends like one may be anybody's. */
export const VIDEO_HOSTS = [
  'www.youtube.com',
  'youtube.com',
  'm.youtube.com',
  'youtu.be',
  'vimeo.com',
  'www.vimeo.com',
  'player.vimeo.com',
] as const;

export type MaterialItem = (typeof MATERIAL_ITEMS)[number];
/** Edits that people have judged before, by the item of the checklist that is looked at again. */
export const MATERIAL_FIELDS: Readonly<Partial<Record<ProfileField, MaterialItem>>> = {
  photoFileId: 'photo',
  education: 'education',
};

function inSteps(price: Money): Decision<Money> {
  const { stepMinor } = CURRENCIES[price.currency];
  if (price.amountMinor % stepMinor === 0) return { ok: true, value: price };
  return { ok: false, code: 'amount_below_minimum', details: { stepMinor, currency: price.currency } };
}

/**
 * Whether a tutor may ask this rate: in whole steps of the currency, and enough for a card in the shortest lesson given.
 * @param hourly minor units
 * @returns `amount_below_minimum` naming the smallest charge, or the step
 */
function rateIsFit(hourly: Money, shortestMinutes: number): Decision<Money> {
  const stepped = inSteps(hourly);
  return stepped.ok ? priceFor(hourly, shortestMinutes) : stepped;
}

/** What prices are judged by, beside themselves. */
export interface PriceSetting {
  readonly durationsMinutes: readonly number[];
  /** lessons under way: requested, to come, or not settled yet */
  readonly liveBookings: number;
}

/** Amounts that would be left standing in the old currency; a price of 0 is the same in any. */
function leftBehind(
  { subjects, trial }: ProfileValues,
  changes: ProfileChanges,
): { ownPrices: number; trial: boolean } {
  return {
    ownPrices: changes.subjects ? 0 : subjects.filter(({ rateMinor }) => rateMinor !== null).length,
    trial: changes.trial === undefined && trial !== null && trial.priceMinor > 0,
  };
}

function currencyMayChange(before: ProfileValues, changes: ProfileChanges, liveBookings: number): Decision<null> {
  const currency: CurrencyCode = changes.hourlyRate?.currency ?? before.hourlyRate.currency;
  const { ownPrices, trial } = leftBehind(before, changes);
  const free = liveBookings === 0 && ownPrices === 0 && !trial;
  if (currency === before.hourlyRate.currency || free) return { ok: true, value: null };
  return { ok: false, code: 'currency_change_refused', details: { liveBookings, ownPrices, trial } };
}

function trialIsFit({ priceMinor }: Trial, currency: CurrencyCode): Decision<Money> {
  const stepped = inSteps(money(priceMinor, currency));
  return stepped.ok ? checkedPrice(stepped.value, { trial: true }) : stepped;
}

/** Rates that these changes set, or put into another light. */
function touchedRates({ hourlyRate, subjects }: ProfileValues, changes: ProfileChanges): Money[] {
  const own = subjects.flatMap(({ rateMinor }) => (rateMinor === null ? [] : [money(rateMinor, hourlyRate.currency)]));
  return [...(changes.hourlyRate ? [hourlyRate] : []), ...(changes.hourlyRate || changes.subjects ? own : [])];
}

/**
 * Judges the prices of a profile as it would be after these changes (domain page, section 4, "Price").
 * @returns `currency_change_refused` saying what stands in the way · `amount_below_minimum`
 */
export function judgePrices(before: ProfileValues, changes: ProfileChanges, setting: PriceSetting): Decision<null> {
  const after = { ...before, ...changes };
  const shortest = Math.min(...setting.durationsMinutes);
  const judged: Decision<unknown>[] = [
    currencyMayChange(before, changes, setting.liveBookings),
    ...touchedRates(after, changes).map((rate) => rateIsFit(rate, shortest)),
    ...(changes.trial ? [trialIsFit(changes.trial, after.hourlyRate.currency)] : []),
  ];
  return judged.find((each): each is Extract<typeof each, { ok: false }> => !each.ok) ?? { ok: true, value: null };
}
