import { Temporal } from 'temporal-polyfill';
import type { Decision } from './errors';

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;

/** A stretch of time in which a zone's distance to UTC stays the same. Half open, epoch ms. */
export interface ZoneSegment {
  readonly from: number;
  readonly until: number;
  /** local clock − UTC */
  readonly offsetMs: number;
}

/** Whether a text is an IANA zone that this runtime knows; fixed offsets such as `+02:00` are none. */
export function isZone(text: string): boolean {
  if (!/^[A-Za-z]/.test(text)) return false;
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(text);
    return true;
  } catch {
    return false;
  }
}

/** A zone's name as the zone data spells it, or null where this runtime knows none of that name. */
export function zoneNamed(text: string): string | null {
  return isZone(text) ? Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(text).timeZoneId : null;
}

/** A local time that clocks skip becomes the moment they jump to; what it reads there. `YYYY-MM-DDTHH:MM` */
export function nearestAfterGap(local: string, zone: string): string {
  const wallMs = Temporal.PlainDateTime.from(local).toZonedDateTime('UTC').epochMilliseconds;
  const { date, time } = localReading(instantOfWall(zoneSegments(zone, wallMs, wallMs), wallMs).at, zone);
  return `${date}T${time}`;
}

/** What is known of a zone's clocks already; asking the zone data costs more than all else that a slot is asked. */
const known = new Map<string, readonly ZoneSegment[]>();
/** Names are spelled in many ways, and whoever asks chooses. */
const KNOWN_MOST = 1_000;
const YEAR_MS = 366 * DAY_MS;
/** The first instant that can be written at all. */
const EARLIEST = -8.64e15;

function readSegments(zone: string, from: number, end: number): ZoneSegment[] {
  let at = Temporal.Instant.fromEpochMilliseconds(from).toZonedDateTimeISO(zone);
  const segments: ZoneSegment[] = [];
  for (;;) {
    const next = at.getTimeZoneTransition('next');
    const until = Math.min(next?.epochMilliseconds ?? Infinity, end);
    segments.push({ from: at.epochMilliseconds, until, offsetMs: at.offsetNanoseconds / 1e6 });
    if (next === null || until >= end) return segments;
    at = next;
  }
}

/** Segments that cover a range and a year around it, read once. */
function knownSegments(zone: string, from: number, end: number): readonly ZoneSegment[] {
  const before = known.get(zone);
  if (before && (before[0]?.from ?? Infinity) <= from && end <= (before.at(-1)?.until ?? -Infinity)) return before;
  const read = readSegments(zone, Math.max(from - YEAR_MS, Math.min(from, EARLIEST)), end + YEAR_MS);
  if (known.size >= KNOWN_MOST) known.clear();
  known.set(zone, read);
  return read;
}

/**
 * The segments of a zone that cover a range and two days on both sides of it, in order and without gaps.
 * @param zone IANA zone
 * @param from, to epoch ms
 */
export function zoneSegments(zone: string, from: number, to: number): ZoneSegment[] {
  const [begin, end] = [from - 2 * DAY_MS, to + 2 * DAY_MS];
  return knownSegments(zone, begin, end)
    .filter((segment) => segment.until > begin && segment.from < end)
    .map((segment) => ({
      from: Math.max(segment.from, begin),
      until: Math.min(segment.until, end),
      offsetMs: segment.offsetMs,
    }));
}

/**
 * The segment that holds an instant.
 * @param segments of `zoneSegments`, covering the instant
 */
export function segmentAt(segments: readonly ZoneSegment[], at: number): ZoneSegment {
  for (const segment of segments) if (at < segment.until) return segment;
  const last = segments.at(-1);
  if (last === undefined) throw new RangeError('a zone without segments');
  return last;
}

/** What a local time means: the first of an ambiguous one; a nonexistent one is the moment the clocks jump. */
export interface MeantInstant {
  readonly at: number;
  /** false in the gap when clocks go forward: such a time is skipped */
  readonly exists: boolean;
}

/**
 * The instant of a local time.
 * @param wallMs the local clock read as if it were UTC, epoch ms
 */
export function instantOfWall(segments: readonly ZoneSegment[], wallMs: number): MeantInstant {
  const segment = segments.find(({ until, offsetMs }) => wallMs - offsetMs < until) ?? segments.at(-1);
  if (segment === undefined) throw new RangeError('a zone without segments');
  const at = wallMs - segment.offsetMs;
  return at < segment.from ? { at: segment.from, exists: false } : { at, exists: true };
}

/** What a zone's clocks and calendar show at an instant. */
export interface LocalReading {
  /** YYYY-MM-DD */
  readonly date: string;
  /** HH:MM */
  readonly time: string;
  /** 1 Monday to 7 Sunday */
  readonly weekday: number;
  /** minutes ahead of UTC */
  readonly offsetMinutes: number;
}

/** Reads a zone's clocks. @param at epoch ms @param zone IANA zone */
export function localReading(at: number, zone: string): LocalReading {
  const local = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone);
  return {
    date: local.toPlainDate().toString(),
    time: local.toPlainTime().toString({ smallestUnit: 'minute' }),
    weekday: local.dayOfWeek,
    offsetMinutes: Math.round(local.offsetNanoseconds / 6e10),
  };
}

/**
 * The instant of a local date and time, the first where there are two.
 * @param local `YYYY-MM-DDTHH:MM`, seconds allowed
 * @returns epoch ms, or `time_does_not_exist` where clocks skip it, or `request_invalid` for what is no date or zone
 */
export function instantOf(local: string, zone: string): Decision<number> {
  if (!isZone(zone)) return { ok: false, code: 'request_invalid', details: { zone } };
  try {
    const wallMs = Temporal.PlainDateTime.from(local, { overflow: 'reject' }).toZonedDateTime('UTC').epochMilliseconds;
    const meant = instantOfWall(zoneSegments(zone, wallMs, wallMs), wallMs);
    return meant.exists ? { ok: true, value: meant.at } : { ok: false, code: 'time_does_not_exist' };
  } catch {
    return { ok: false, code: 'request_invalid', details: { local } };
  }
}

/**
 * Whether the clocks of two zones will stand differently to each other at a later instant than they do now: 'the two
 * clocks are about to shift apart'.
 * @param now, at epoch ms
 */
export function clocksShift(zones: readonly [string, string], now: number, at: number): boolean {
  const apart = (when: number): number =>
    localReading(when, zones[0]).offsetMinutes - localReading(when, zones[1]).offsetMinutes;
  return apart(now) !== apart(at);
}

/** Whole days since 1 January 1970 on the local calendar, and the local clock's minutes since midnight. */
export function localDayOf(segments: readonly ZoneSegment[], at: number): { day: number; minutes: number } {
  const wall = at + segmentAt(segments, at).offsetMs;
  const day = Math.floor(wall / DAY_MS);
  return { day, minutes: (wall - day * DAY_MS) / MINUTE_MS };
}
