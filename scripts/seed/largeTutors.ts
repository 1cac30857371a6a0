/** Tutors as a large marketplace might have them: made by dice that fall the same way every time. */
import type { CurrencyCode } from '@stoa/domain/currency';
import { demoId } from '../demo/people';
import { SUBJECTS, subjectId, TUTORS } from '../demo/tutors';

export type Dice = (below: number) => number;

/** Whole numbers below a bound. @param seed the same seed, the same numbers */
export function diceFrom(seed: number): Dice {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}
export const pick = <T>(dice: Dice, list: readonly T[]): T => list[dice(list.length)] as T;

const PLACES: readonly (readonly [zone: string, country: string, currency: CurrencyCode])[] = [
  ['Europe/London', 'GB', 'GBP'],
  ['Europe/Berlin', 'DE', 'EUR'],
  ['Europe/Paris', 'FR', 'EUR'],
  ['Europe/Kyiv', 'UA', 'EUR'],
  ['America/New_York', 'US', 'USD'],
  ['America/Los_Angeles', 'US', 'USD'],
  ['America/Sao_Paulo', 'BR', 'USD'],
  ['Asia/Kolkata', 'IN', 'USD'],
  ['Asia/Tokyo', 'JP', 'JPY'],
  ['Australia/Sydney', 'AU', 'USD'],
];
const STARTS = [
  'Al',
  'Bre',
  'Cor',
  'Dav',
  'El',
  'Fi',
  'Gre',
  'Hal',
  'Is',
  'Jor',
  'Kel',
  'Lu',
  'Mar',
  'No',
  'Or',
  'Per',
];
const ENDS = ['a', 'an', 'beth', 'da', 'dric', 'en', 'ia', 'ian', 'ine', 'is', 'la', 'mir', 'na', 'o', 'ric', 'wyn'];
const LANGUAGES = ['en', 'de', 'fr', 'es', 'uk', 'pt', 'ja', 'hi', 'pl', 'it'];
const HOURS = [
  ['08:00', '12:00'],
  ['09:00', '17:00'],
  ['14:00', '20:00'],
  ['16:00', '21:30'],
  ['18:00', '22:00'],
] as const;

/** The rows of one tutor. */
export interface LargeTutor {
  readonly id: string;
  readonly name: string;
  readonly place: readonly [zone: string, country: string, currency: CurrencyCode];
  readonly headline: string;
  readonly description: string;
  readonly languages: readonly string[];
  readonly rateMinor: number;
  readonly instant: boolean;
  readonly durations: readonly number[];
  readonly stepMinutes: number;
  readonly bufferMinutes: number;
  readonly horizonDays: number;
  readonly perDay: number | null;
  readonly subjects: readonly (readonly [id: string, rateMinor: number | null])[];
  readonly windows: readonly (readonly [weekday: number, starts: string, ends: string])[];
}

function windowsOf(dice: Dice): LargeTutor['windows'] {
  const usual = pick(dice, HOURS);
  return [1, 2, 3, 4, 5, 6, 7].flatMap((weekday) => {
    if (dice(10) < (weekday > 5 ? 6 : 2)) return [];
    const [starts, ends] = dice(4) === 0 ? pick(dice, HOURS) : usual;
    return [[weekday, starts, ends] as const];
  });
}

/** The tutor of a number: the same in every run. */
export function largeTutor(number: number): LargeTutor {
  const dice = diceFrom(number * 7_919 + 17);
  for (let n = 0; n < 3; n++) dice(2);
  const place = pick(dice, PLACES);
  const rateMinor = (1_000 + dice(70) * 100) * (place[2] === 'JPY' ? 1.5 : 1);
  const first = dice(SUBJECTS.length);
  const count = 1 + dice(3);
  return {
    id: demoId(16, number),
    name: `${pick(dice, STARTS)}${pick(dice, ENDS)} ${pick(dice, STARTS)}${pick(dice, ENDS)}`,
    place,
    headline: pick(dice, TUTORS).headline,
    description: `${pick(dice, pick(dice, TUTORS).description)}\n\n${pick(dice, pick(dice, TUTORS).description)}`,
    languages: [...new Set(['en', pick(dice, LANGUAGES), pick(dice, LANGUAGES)])].sort(),
    rateMinor,
    instant: dice(3) === 0,
    durations: pick(dice, [[30, 60], [60, 90], [25, 50], [60], [45, 90]]),
    stepMinutes: pick(dice, [15, 30, 30]),
    bufferMinutes: pick(dice, [0, 0, 0, 10, 15]),
    horizonDays: pick(dice, [30, 60, 60, 60, 90]),
    perDay: pick(dice, [null, null, null, 4, 6]),
    subjects: Array.from({ length: count }, (_, n) => [
      subjectId(SUBJECTS[(first + n * 5) % SUBJECTS.length] ?? 'Mathematics'),
      dice(4) === 0 ? rateMinor + 500 : null,
    ]),
    windows: windowsOf(dice),
  };
}
