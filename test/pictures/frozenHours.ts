/** The hours of the tutor in the pictures, answered by the API's own presenters at the frozen moment. */
import * as hours from '@stoa/contracts/http/hours';
import { SlotExplanation } from '@stoa/contracts/http/hoursExplained';
import type { AvailabilityRules } from '@stoa/domain/availability';
import { outsideHours } from '@stoa/domain/hoursChange';
import { zoneMoveOf } from '@stoa/domain/hoursChange';
import { DAY_MS, MINUTE_MS } from '@stoa/domain/policies';
import { explainSlot } from '@stoa/domain/slotExplanation';
import { rulesOf as rulesAsked, stretchOf, type OutsideNow } from '../../api/hours';
import { localText, presentException, presentOutside, presentRules } from '../../api/presenters/hours';
import { presentReason } from '../../api/presenters/hoursExplained';
import type { Reader } from '../../api/presenters/reader';
import { instant } from '../../api/presenters/values';
import { found, Refusal } from '../../api/refusal';
import type { BusyTime } from '../../db/queries/busyTimes';
import type { AvailabilityException } from '../../db/queries/exceptions';
import type { BookingSummary } from '../../db/queries/bookingViews';
import { BOOKINGS } from './bookings';
import { NOW, profileWith, rulesOf, tutorNamed } from './people';

const VERSION = 7;
const asOf = instant(NOW);
/** Asked with this version, the hours were always saved by another tab meanwhile. */
const CHANGED_NOTICE = 720;

const own = tutorNamed('Aurelia').id;
const base = rulesOf(found(profileWith(own), 'tutor_not_found'));
const SAVED: AvailabilityRules = { ...base, blackouts: [], bufferMinutes: 10, minutesPerWeek: 1_800 };

const exceptionAt = (number: number, rest: Omit<AvailabilityException, 'id'>): AvailabilityException => ({
  id: `019a0000-0000-7000-8009-00000000000${number}`,
  ...rest,
});
const away = (day: number, days: number) => ({
  startsAt: Date.UTC(2026, 10, day, 22),
  endsAt: Date.UTC(2026, 10, day + days, 22),
});
const EXCEPTIONS: readonly AvailabilityException[] = [
  exceptionAt(1, {
    kind: 'opening',
    startsAt: Date.UTC(2026, 10, 26, 18),
    endsAt: Date.UTC(2026, 10, 26, 20),
    reason: 'Before the exams',
  }),
  exceptionAt(2, { kind: 'blackout', ...away(29, 9), reason: 'With my sister in Lviv' }),
  exceptionAt(3, { kind: 'blackout', ...away(53, 4), reason: null }),
];
const rulesNow: AvailabilityRules = {
  ...SAVED,
  openings: EXCEPTIONS.filter(({ kind }) => kind === 'opening'),
  blackouts: EXCEPTIONS.filter(({ kind }) => kind === 'blackout'),
};

type Lesson = BookingSummary['booking'] & { readonly summary: BookingSummary };
const lessons: readonly Lesson[] = BOOKINGS.filter(
  ({ booking }) =>
    booking.tutorId === own && booking.startsAt > NOW && ['REQUESTED', 'SCHEDULED'].includes(booking.session),
)
  .map(({ detail }) => ({ ...detail.booking, summary: detail }))
  .sort((a, b) => a.startsAt - b.startsAt);

function outsideOf(after: AvailabilityRules): OutsideNow[] {
  const before = new Set(outsideHours(rulesNow, lessons).map(({ booking }) => booking.id));
  return outsideHours(after, lessons).map((one) => ({ ...one, byThisChange: !before.has(one.booking.id) }));
}

export const rules = (): unknown => hours.TutorRulesView.parse(presentRules(SAVED, VERSION, NOW));

export function previewRules(body: unknown, reader: Reader): unknown {
  const asked = rulesAsked(hours.TutorRulesBody.parse(body));
  return hours.RulesChangeView.parse({
    rules: presentRules(asked, VERSION, NOW),
    ...presentOutside(outsideOf({ ...rulesNow, ...asked }), reader),
    zoneMove: zoneMoveOf(SAVED.zone, asked.zone, NOW),
    asOf,
  });
}

export function saveRules(body: unknown, reader: Reader): unknown {
  const asked = hours.TutorRulesBody.parse(body);
  if (asked.minimumNoticeMinutes === CHANGED_NOTICE)
    throw new Refusal('hours_changed', {
      details: { current: presentRules({ ...SAVED, noticeMinutes: 240, horizonDays: 30 }, VERSION + 1, NOW) },
    });
  return previewRules(body, reader);
}

export function explain(query: URLSearchParams): unknown {
  const startsAt = Date.parse(query.get('at') ?? asOf);
  const durationMinutes = Number(query.get('durationMinutes'));
  const busy: BusyTime[] = lessons.map((one) => ({
    kind: 'booking',
    startsAt: one.startsAt,
    endsAt: one.endsAt,
    bufferMinutes: SAVED.bufferMinutes,
    bookingId: one.id,
    bookingCode: one.summary.code,
    source: null,
  }));
  const blackouts = EXCEPTIONS.filter(({ kind }) => kind === 'blackout');
  const reasons = explainSlot({ rules: { ...rulesNow, blackouts }, busy, now: NOW, startsAt, durationMinutes });
  return SlotExplanation.parse({
    startsAt: instant(startsAt),
    endsAt: instant(startsAt + durationMinutes * MINUTE_MS),
    zone: SAVED.zone,
    local: localText(startsAt, SAVED.zone),
    offered: reasons.length === 0,
    reasons: reasons.map((one) => presentReason(one, SAVED.zone)),
    asOf,
  });
}

export function exceptions(query: URLSearchParams): unknown {
  const from = Date.parse(query.get('from') ?? asOf);
  const to = Date.parse(query.get('to') ?? instant(NOW + 400 * DAY_MS));
  const items = EXCEPTIONS.filter((one) => one.startsAt < to && one.endsAt > from);
  return hours.ExceptionPage.parse({
    items: items.map((one) => presentException(one, SAVED.zone)),
    nextCursor: null,
    asOf,
  });
}

export function previewException(body: unknown, reader: Reader): unknown {
  const asked = hours.ExceptionBody.parse(body);
  const one = stretchOf(asked, SAVED.zone, NOW);
  const list = asked.kind === 'opening' ? 'openings' : 'blackouts';
  const after = { ...rulesNow, [list]: [...rulesNow[list], one] };
  return hours.ExceptionChangeView.omit({ exception: true }).parse({
    ...presentOutside(outsideOf(after), reader),
    asOf,
  });
}
