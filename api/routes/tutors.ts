import { Id } from '@stoa/contracts/http/shared';
import { ListSlotsQuery, SlotList, SubjectList, SubjectView, TutorView } from '@stoa/contracts/http/tutors';
import { z } from 'zod';
import { publicOperation, type Operation } from '../operation';
import { horizonEndFor, slotsFor } from '@stoa/domain/availability';
import { DAY_MS } from '@stoa/domain/policies';
import { findAvailability } from '../../db/queries/availability';
import * as tutors from '../../db/queries/tutors';
import { presentTutor } from '../presenters/tutors';
import { instant } from '../presenters/values';
import type { House } from '../house';
import { trialRules } from '../lessons';
import { found, Refusal } from '../refusal';

const tag = 'Tutors';
const TutorParams = z.strictObject({ tutorId: Id });
const WEEK_MS = 7 * DAY_MS;
const LONGEST_MS = 42 * DAY_MS;

/** The span asked about. It is not cut to what can be booked: the engine does that. */
function spanOf(query: z.output<typeof ListSlotsQuery>, now: number): { from: number; to: number } {
  const from = query.from === undefined ? now : Date.parse(query.from);
  const to = query.to === undefined ? from + WEEK_MS : Date.parse(query.to);
  if (to > from && to - from <= LONGEST_MS) return { from, to };
  throw new Refusal('request_invalid', {
    fields: [{ path: 'query.to', message: 'lies after from, by 42 days at most' }],
  });
}

const listSubjects = publicOperation(
  {
    id: 'listSubjects',
    method: 'get',
    path: '/subjects',
    tag,
    summary: 'Subjects that at least one bookable tutor teaches',
    answer: { status: 200, schema: SubjectList },
    rate: 'read',
  },
  async ({ now }, house) => {
    const subjects = await tutors.listSubjects(house.db);
    return { items: subjects.map(({ id, name }) => ({ id, name })), asOf: instant(now) };
  },
);

const getSubject = publicOperation(
  {
    id: 'getSubject',
    method: 'get',
    path: '/subjects/{subjectId}',
    tag,
    summary: 'One subject',
    params: z.strictObject({ subjectId: Id }),
    answer: { status: 200, schema: SubjectView },
    errors: ['not_found'],
    rate: 'read',
  },
  async ({ params }, house) => {
    const { id, name } = found(await tutors.findSubject(house.db, params.subjectId), 'not_found');
    return { id, name };
  },
);

const getTutor = publicOperation(
  {
    id: 'getTutor',
    method: 'get',
    path: '/tutors/{tutorId}',
    tag,
    summary: 'One tutor: subjects, prices, lengths, terms',
    params: TutorParams,
    answer: { status: 200, schema: TutorView },
    errors: ['tutor_not_found'],
    rate: 'read',
  },
  async ({ params, now }, house) => {
    const tutor = await tutors.findTutor(house.db, params.tutorId);
    return presentTutor(found(tutor?.bookable ? tutor : null, 'tutor_not_found'), now);
  },
);

/** @throws Refusal `trial_not_offered` */
async function checkTrial({ db }: House, tutorId: string, minutes: number): Promise<void> {
  const tutor = await tutors.findTutor(db, tutorId);
  if (tutor?.trial?.minutes !== minutes) throw new Refusal('trial_not_offered');
}

const listSlots = publicOperation(
  {
    id: 'listSlots',
    method: 'get',
    path: '/tutors/{tutorId}/slots',
    tag,
    summary: 'Times that can be booked, as the engine that checks the booking sees them',
    params: TutorParams,
    query: ListSlotsQuery,
    answer: { status: 200, schema: SlotList },
    errors: ['tutor_not_found', 'duration_not_offered', 'trial_not_offered'],
    rate: 'read',
  },
  async ({ params: { tutorId }, query, now }, house) => {
    const { from, to } = spanOf(query, now);
    const { durationMinutes } = query;
    const known = await findAvailability(house.db, tutorId, { from, to });
    const { rules: own, busy } = found(known?.bookable ? known : null, 'tutor_not_found');
    if (query.trial) await checkTrial(house, tutorId, durationMinutes);
    const rules = query.trial ? trialRules(own, { minutes: durationMinutes }) : own;
    if (!rules.durationsMinutes.includes(durationMinutes)) throw new Refusal('duration_not_offered');
    const { slots } = slotsFor({ rules, busy, now, from, to, durationMinutes });
    return {
      tutorId,
      tutorZone: rules.zone,
      durationMinutes,
      items: slots.map(({ startsAt, endsAt }) => ({ startsAt: instant(startsAt), endsAt: instant(endsAt) })),
      from: instant(from),
      to: instant(to),
      horizonEndsAt: instant(horizonEndFor(rules, now)),
      asOf: instant(now),
    };
  },
);

export const tutorOperations: readonly Operation[] = [listSubjects, getSubject, getTutor, listSlots];
