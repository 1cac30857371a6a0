import { ExplainQuery, RulesChangeView, TutorRulesBody, TutorRulesView } from '@stoa/contracts/http/hours';
import { SlotExplanation } from '@stoa/contracts/http/hoursExplained';
import { zoneMoveOf } from '@stoa/domain/hoursChange';
import { DAY_MS, MINUTE_MS } from '@stoa/domain/policies';
import { explainSlot } from '@stoa/domain/slotExplanation';
import { findAvailability } from '../../db/queries/availability';
import { listExceptions } from '../../db/queries/exceptions';
import { findRules, saveRules } from '../../db/queries/hours';
import { inTransaction } from '../../db/postgres';
import { TUTORS } from '../access';
import { readerFor } from '../bookingViews';
import { currentRules, outsideNow, rulesOf } from '../hours';
import { operation, type Operation } from '../operation';
import { localText, presentOutside, presentRules } from '../presenters/hours';
import { presentReason } from '../presenters/hoursExplained';
import { instant } from '../presenters/values';
import { found, Refusal } from '../refusal';
import { expectedVersion, IF_MATCH } from '../versions';

const tag = 'Hours';
const MOST_BLACKOUTS = 50;

const getTutorRules = operation(
  {
    id: 'getTutorRules',
    method: 'get',
    path: '/me/tutor/rules',
    tag,
    summary: 'When I teach: weekly hours, zone, lengths, notice, horizon, buffer and limits',
    answer: { status: 200, schema: TutorRulesView },
    errors: ['tutor_not_found'],
    access: TUTORS,
    rate: 'read',
  },
  async ({ me, now }, house) => {
    const { rules, version } = found(await findRules(house.db, me.id), 'tutor_not_found');
    return presentRules(rules, version, now);
  },
);

const saveTutorRules = operation(
  {
    id: 'saveTutorRules',
    method: 'put',
    path: '/me/tutor/rules',
    tag,
    summary: 'Save all of them at once; bookings stand, those outside of the new hours are listed',
    body: TutorRulesBody,
    headers: IF_MATCH,
    answer: { status: 200, schema: RulesChangeView },
    errors: ['tutor_not_found', 'zone_unknown', 'hours_overlap', 'hours_changed'],
    access: TUTORS,
    rate: 'write',
  },
  async ({ me, body, now, ctx }, house) => {
    const expected = expectedVersion(ctx);
    const rules = rulesOf(body);
    return inTransaction(house.db, {}, async (trx) => {
      const before = await currentRules(trx, me.id, now);
      const version = await saveRules(trx, { tutorId: me.id, expected, at: now }, rules);
      if (version === null) {
        const current = found(await findRules(trx, me.id), 'tutor_not_found');
        throw new Refusal('hours_changed', { details: { current: presentRules(current.rules, current.version, now) } });
      }
      const outside = await outsideNow(trx, { tutorId: me.id, before, after: { ...before, ...rules }, now });
      return {
        rules: presentRules(rules, version, now),
        ...presentOutside(outside, readerFor(me, now)),
        zoneMove: zoneMoveOf(before.zone, rules.zone, now),
        asOf: instant(now),
      };
    });
  },
);

const previewTutorRules = operation(
  {
    id: 'previewTutorRules',
    method: 'post',
    path: '/me/tutor/rules/preview',
    tag,
    summary: 'What saving these rules would mean; nothing is saved',
    body: TutorRulesBody,
    answer: { status: 200, schema: RulesChangeView },
    errors: ['tutor_not_found', 'zone_unknown', 'hours_overlap'],
    access: TUTORS,
    rate: 'read',
  },
  async ({ me, body, now }, house) => {
    const rules = rulesOf(body);
    const { version } = found(await findRules(house.db, me.id), 'tutor_not_found');
    const before = await currentRules(house.db, me.id, now);
    const outside = await outsideNow(house.db, { tutorId: me.id, before, after: { ...before, ...rules }, now });
    return {
      rules: presentRules(rules, version, now),
      ...presentOutside(outside, readerFor(me, now)),
      zoneMove: zoneMoveOf(before.zone, rules.zone, now),
      asOf: instant(now),
    };
  },
);

const explainHours = operation(
  {
    id: 'explainHours',
    method: 'get',
    path: '/me/tutor/hours/explain',
    tag,
    summary: 'Why a time is not offered: every reason with its facts',
    query: ExplainQuery,
    answer: { status: 200, schema: SlotExplanation },
    errors: ['tutor_not_found'],
    access: TUTORS,
    rate: 'read',
  },
  async ({ me, query, now }, house) => {
    const startsAt = Date.parse(query.at);
    const { durationMinutes } = query;
    const endsAt = startsAt + durationMinutes * MINUTE_MS;
    const here = { tutorId: me.id, limit: MOST_BLACKOUTS };
    const [known, blackouts] = await Promise.all([
      findAvailability(house.db, me.id, { from: startsAt - DAY_MS, to: endsAt + DAY_MS }),
      listExceptions(house.db, { ...here, kind: 'blackout', from: startsAt, to: endsAt }),
    ]);
    const { rules, busy } = found(known, 'tutor_not_found');
    const reasons = explainSlot({ rules: { ...rules, blackouts }, busy, now, startsAt, durationMinutes });
    return {
      startsAt: instant(startsAt),
      endsAt: instant(endsAt),
      zone: rules.zone,
      local: localText(startsAt, rules.zone),
      offered: reasons.length === 0,
      reasons: reasons.map((one) => presentReason(one, rules.zone)),
      asOf: instant(now),
    };
  },
);

export const hoursOperations: readonly Operation[] = [getTutorRules, saveTutorRules, previewTutorRules, explainHours];
