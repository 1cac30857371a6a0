import { candidateAt, engineFor, RULES, type AvailabilityRules, type SlotRefusal } from './availability';
import type { Interval } from './intervals';
import { localReading } from './localTime';
import { MINUTE_MS } from './policies';

/** What takes a booking that stands out of the tutor's hours; notice, limits and lengths bind new bookings alone. */
const OUTSIDE: readonly SlotRefusal[] = ['outside_hours', 'blackout'];
const OUTSIDE_RULES = RULES.filter(([reason]) => OUTSIDE.includes(reason));

/** A booking that does not lie in the hours, and why. */
export interface Outside<T extends Interval> {
  readonly booking: T;
  readonly reasons: readonly SlotRefusal[];
}

/**
 * The bookings of a list that fall outside of the hours: they stand all the same, and their tutor decides about each.
 * Source: domain page, section 7.
 * @param bookings any bookings of the tutor, in any order
 * @returns in the order of the list, with the reasons `outside_hours` and `blackout`
 */
export function outsideHours<T extends Interval>(rules: AvailabilityRules, bookings: readonly T[]): Outside<T>[] {
  if (bookings.length === 0) return [];
  const range = {
    startsAt: bookings.reduce((first, { startsAt }) => Math.min(first, startsAt), Infinity),
    endsAt: bookings.reduce((last, { endsAt }) => Math.max(last, endsAt), -Infinity),
  };
  const engine = engineFor({ rules, busy: [], now: range.startsAt }, range);
  return bookings
    .map((booking) => {
      const slot = candidateAt(engine, booking.startsAt, (booking.endsAt - booking.startsAt) / MINUTE_MS);
      return { booking, reasons: OUTSIDE_RULES.filter(([, is]) => is(engine, slot)).map(([reason]) => reason) };
    })
    .filter(({ reasons }) => reasons.length > 0);
}

/** What a change of zone does: weekly hours keep their local times, and so move against everybody else's clocks. */
export interface ZoneMove {
  readonly from: string;
  readonly to: string;
  /** minutes by which the hours begin later than before for everybody else, by the clocks of now; negative: earlier */
  readonly laterMinutes: number;
}

/** @param now epoch ms @returns null when the zone stays */
export function zoneMoveOf(from: string, to: string, now: number): ZoneMove | null {
  if (from === to) return null;
  return { from, to, laterMinutes: localReading(now, from).offsetMinutes - localReading(now, to).offsetMinutes };
}
