import type { OutsideBooking, TutorRulesView } from '@stoa/contracts/http/hours';
import { localReading } from '@stoa/domain/localTime';
import { lessonsADay, weeklyMinutes } from '@stoa/domain/weeklyHours';
import type { z } from 'zod';
import type { AvailabilityException } from '../../db/queries/exceptions';
import type { HoursRules } from '../../db/queries/hours';
import type { OutsideNow } from '../hours';
import { presentActions } from './actions';
import { presentBookingCard } from './booking';
import type { Reader } from './reader';
import { instant } from './values';

const LISTED = 50;

/** A local time of the tutor's zone, as a form takes it. */
export function localText(at: number, zone: string): string {
  const { date, time } = localReading(at, zone);
  return `${date}T${time}`;
}

export function presentRules(rules: HoursRules, version: number, now: number): TutorRulesView {
  const durationMinutes = Math.min(...rules.durationsMinutes);
  const fit = (bufferMinutes: number): number[] => [
    ...lessonsADay(rules.windows, { stepMinutes: rules.slotStepMinutes, durationMinutes, bufferMinutes }),
  ];
  return {
    version,
    zone: rules.zone,
    windows: [...rules.windows],
    durations: [...rules.durationsMinutes],
    slotStepMinutes: rules.slotStepMinutes,
    minimumNoticeMinutes: rules.noticeMinutes,
    horizonDays: rules.horizonDays,
    bufferMinutes: rules.bufferMinutes,
    maxSessionsPerDay: rules.sessionsPerDay,
    maxMinutesPerWeek: rules.minutesPerWeek,
    minutesPerWeek: weeklyMinutes(rules.windows),
    bufferCost: { durationMinutes, lessonsADay: fit(rules.bufferMinutes), lessonsADayWithoutBuffer: fit(0) },
    asOf: instant(now),
  };
}

/** What stands outside, and what its tutor may do: nothing of it happens by itself. */
export function presentOutside(
  all: readonly OutsideNow[],
  reader: Reader,
): { outside: z.output<typeof OutsideBooking>[]; outsideMore: number } {
  const outside = all.slice(0, LISTED).map(({ booking, reasons, byThisChange }) => ({
    booking: presentBookingCard(booking.summary, reader),
    reasons: reasons as ('outside_hours' | 'blackout')[],
    byThisChange,
    actions: presentActions(booking.summary.booking, { payUrl: null, meetingUrl: null }, reader),
    quotePath: `/api/v1/bookings/${booking.id}/quotes`,
  }));
  return { outside, outsideMore: all.length - outside.length };
}

export function presentException(one: AvailabilityException, zone: string) {
  return {
    id: one.id,
    kind: one.kind,
    startsAt: instant(one.startsAt),
    endsAt: instant(one.endsAt),
    start: localText(one.startsAt, zone),
    end: localText(one.endsAt, zone),
    reason: one.reason,
  };
}
