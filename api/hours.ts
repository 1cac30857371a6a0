import type { AvailabilityRules } from '@stoa/domain/availability';
import { outsideHours, type Outside } from '@stoa/domain/hoursChange';
import type { Interval } from '@stoa/domain/intervals';
import { instantOf, nearestAfterGap, zoneNamed } from '@stoa/domain/localTime';
import { DAY_MS, POLICIES } from '@stoa/domain/policies';
import { windowsApart } from '@stoa/domain/weeklyHours';
import type { ExceptionBody, TutorRulesBody } from '@stoa/contracts/http/hours';
import type { z } from 'zod';
import { listBookingsFor } from '../db/queries/bookingLists';
import type { BookingSummary } from '../db/queries/bookingViews';
import type { HoursRules } from '../db/queries/hours';
import { findAvailabilityRules } from '../db/queries/tutors';
import type { Db } from '../db/postgres';
import { found, granted, Refusal } from './refusal';

/** As many as a tutor can have to come at all: half a year, without a pause. */
const BOOKINGS_AT_MOST = 5_000;
const LONGEST_EXCEPTION_MS = 366 * DAY_MS;

/** What was asked for as the domain has it. @throws Refusal `zone_unknown` · `hours_overlap` */
export function rulesOf(body: TutorRulesBody): HoursRules {
  const zone = zoneNamed(body.zone);
  if (zone === null) throw new Refusal('zone_unknown', { details: { zone: body.zone } });
  granted(windowsApart(body.windows));
  return {
    zone,
    windows: body.windows,
    durationsMinutes: [...body.durations].sort((a, b) => a - b),
    slotStepMinutes: body.slotStepMinutes,
    noticeMinutes: body.minimumNoticeMinutes,
    horizonDays: body.horizonDays,
    bufferMinutes: body.bufferMinutes,
    sessionsPerDay: body.maxSessionsPerDay,
    minutesPerWeek: body.maxMinutesPerWeek,
  };
}

/** @throws Refusal `time_does_not_exist`, with the local time that the clocks jump to · `request_invalid` */
function localInstant(field: 'start' | 'end', local: string, zone: string): number {
  const decision = instantOf(local, zone);
  if (decision.ok) return decision.value;
  if (decision.code === 'time_does_not_exist')
    throw new Refusal(decision.code, { details: { field, nearest: nearestAfterGap(local, zone) } });
  throw new Refusal('request_invalid', { fields: [{ path: `body.${field}`, message: 'is no date of the calendar' }] });
}

/**
 * The stretch that an exception names by the tutor's clock.
 * @throws Refusal `time_does_not_exist` · `time_in_the_past` · `request_invalid`
 */
export function stretchOf({ start, end }: z.output<typeof ExceptionBody>, zone: string, now: number): Interval {
  const startsAt = localInstant('start', start, zone);
  const endsAt = localInstant('end', end, zone);
  if (startsAt >= endsAt || endsAt - startsAt > LONGEST_EXCEPTION_MS)
    throw new Refusal('request_invalid', {
      fields: [{ path: 'body.end', message: 'lies after the start, by a year at most' }],
    });
  if (endsAt <= now) throw new Refusal('time_in_the_past');
  return { startsAt, endsAt };
}

/** The engine's rules of a tutor with all exceptions to come. @throws Refusal `tutor_not_found` */
export async function currentRules(db: Db, tutorId: string, now: number): Promise<AvailabilityRules> {
  const to = now + (POLICIES.horizonDays.max + 2) * DAY_MS;
  return found(await findAvailabilityRules(db, tutorId, { from: now, to }), 'tutor_not_found').rules;
}

/** A booking of the list, and whether it is the change that put it outside. */
export type OutsideNow = Outside<BookingSummary['booking'] & { readonly summary: BookingSummary }> & {
  readonly byThisChange: boolean;
};

interface Change {
  readonly tutorId: string;
  readonly before: AvailabilityRules;
  readonly after: AvailabilityRules;
  readonly now: number;
}

/** The bookings to come that lie outside of the new hours, the nearest first. They stand: nothing is done to them. */
export async function outsideNow(db: Db, { tutorId, before, after, now }: Change): Promise<OutsideNow[]> {
  const list = { personId: tutorId, role: 'tutor', group: 'upcoming', limit: BOOKINGS_AT_MOST } as const;
  const bookings = (await listBookingsFor(db, list))
    .filter(({ booking }) => booking.startsAt > now)
    .map((summary) => ({ ...summary.booking, summary }));
  const wereOutside = new Set(outsideHours(before, bookings).map(({ booking }) => booking.id));
  return outsideHours(after, bookings).map((one) => ({ ...one, byThisChange: !wereOutside.has(one.booking.id) }));
}
