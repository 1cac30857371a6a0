import { DAY_MS, POLICIES } from './policies';

/** A tutor's failure that counts until it expires or is excused. Instants are epoch ms. */
export interface CountedStrike {
  readonly at: number;
  readonly expiresAt: number;
  readonly excused: boolean;
}

/** Strikes that count at an instant. */
export function countedAt<S extends CountedStrike>(strikes: readonly S[], at: number): S[] {
  return strikes.filter((strike) => !strike.excused && strike.at <= at && strike.expiresAt > at);
}

/**
 * Until when a tutor is hidden from search: each strike that makes three or more hides for seven days from that strike
 * (domain page, section 4). Strikes that were excused never made anything.
 * @returns epoch ms, past or to come; null when no strike ever hid them
 */
export function hiddenUntilFor(strikes: readonly CountedStrike[]): number | null {
  const hiding = strikes
    .filter(({ excused }) => !excused)
    .filter(({ at }) => countedAt(strikes, at).length >= POLICIES.strikesThatHide)
    .map(({ at }) => at + POLICIES.hiddenDays * DAY_MS);
  return hiding.length === 0 ? null : Math.max(...hiding);
}

/** When the count, or being hidden, changes next by time alone, after an instant; null when it does not. */
export function nextStrikeChange(strikes: readonly CountedStrike[], after: number): number | null {
  const ends = strikes.filter(({ excused }) => !excused).map(({ expiresAt }) => expiresAt);
  const hidden = hiddenUntilFor(strikes);
  const coming = [...ends, ...(hidden === null ? [] : [hidden])].filter((at) => at > after);
  return coming.length === 0 ? null : Math.min(...coming);
}
