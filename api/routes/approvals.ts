import {
  DecideBody,
  QueuePage,
  QueueQuery,
  ReasonedBody,
  StaffApprovalView,
  StepBody,
} from '@stoa/contracts/http/approvals';
import { Id } from '@stoa/contracts/http/shared';
import type { ErrorCode } from '@stoa/domain/errors';
import type { Permission } from '@stoa/domain/permissions';
import { z } from 'zod';
import { listApprovals as list } from '../../db/queries/approvalLists';
import { findPeople, findPerson } from '../../db/queries/people';
import { allStrikesOf } from '../../db/queries/strikes';
import { approvedCertificates, findOwnProfile, profileDocuments } from '../../db/queries/tutorProfiles';
import { APPROVAL_REFUSALS, approvalActorOf, keepWords, knownApproval, takeApprovalStep } from '../approvals';
import { TimePlace } from '../cursor';
import type { House } from '../house';
import { operation, type Operation } from '../operation';
import type { Person } from '../person';
import type { ReviewedProfile } from '../presenters/reviewedProfile';
import { presentQueued, presentStaffApproval } from '../presenters/staffApproval';
import { instant } from '../presenters/values';
import { found } from '../refusal';

const tag = 'Staff';
export const ApprovalParams = z.strictObject({ tutorId: Id });

/** The profile with its documents. @throws Refusal `tutor_not_found` */
async function reviewedProfile({ db }: House, tutorId: string): Promise<ReviewedProfile> {
  const [profile, documents, approved] = await Promise.all([
    findOwnProfile(db, tutorId),
    profileDocuments(db, tutorId),
    approvedCertificates(db, tutorId),
  ]);
  return { profile: found(profile, 'tutor_not_found'), documents, approvedCertificates: approved };
}

/** The whole page about one tutor. @throws Refusal `tutor_not_found` */
export async function viewStaffApproval(house: House, tutorId: string, me: Person): Promise<StaffApprovalView> {
  const known = await knownApproval(house, tutorId);
  const { review, suspension } = known.tutor;
  const atWork = [review?.claim?.by, suspension?.liftProposedBy].filter((id) => typeof id === 'string');
  const [person, reviewed, strikes, colleagues] = await Promise.all([
    findPerson(house.db, tutorId),
    reviewedProfile(house, tutorId),
    allStrikesOf(house.db, tutorId),
    findPeople(house.db, atWork),
  ]);
  const seen = { ...known, person: found(person, 'tutor_not_found'), reviewed, strikes, colleagues };
  return presentStaffApproval(seen, { actor: approvalActorOf(me), actorId: me.id, now: house.clock.now() });
}

const listApprovals = operation(
  {
    id: 'listApprovals',
    method: 'get',
    path: '/staff/approvals',
    tag,
    summary: 'Profiles that wait for a verdict, the promised answer first',
    query: QueueQuery,
    answer: { status: 200, schema: QueuePage },
    errors: ['cursor_invalid'],
    permission: 'tutor.review',
    rate: 'read',
  },
  async ({ me, query, now }, house) => {
    const { cursor, limit, sort, late, ...filters } = query;
    const name = `approvals:${sort}`;
    const after = house.cursors.read(name, cursor, TimePlace);
    const lateOnly = late === undefined ? undefined : late === 'true';
    const items = await list(house.db, { ...filters, late: lateOnly, sort, after, limit, readerId: me.id, now });
    const last = items.at(-1);
    const place = last && { at: sort.endsWith('promisedBy') ? last.promisedBy : last.submittedAt, id: last.id };
    return {
      items: items.map((queued) => presentQueued(queued, now)),
      nextCursor: place && items.length === limit ? house.cursors.write(name, place) : null,
      asOf: instant(now),
    };
  },
);

const getStaffApproval = operation(
  {
    id: 'getStaffApproval',
    method: 'get',
    path: '/staff/approvals/{tutorId}',
    tag,
    summary: 'One profile beside its checklist, with verdicts, strikes and history',
    params: ApprovalParams,
    answer: { status: 200, schema: StaffApprovalView },
    errors: ['tutor_not_found'],
    permission: 'tutor.review',
    rate: 'read',
  },
  ({ me, params }, house) => viewStaffApproval(house, params.tutorId, me),
);

interface Step {
  readonly kind: 'claim' | 'release' | 'archive' | 'proposeLift' | 'confirmLift';
  readonly id: string;
  readonly permission: Permission;
  readonly summary: string;
  readonly errors: readonly ErrorCode[];
}

const staffStep = ({ id, permission, summary, errors }: Omit<Step, 'kind'>) => ({
  id,
  method: 'post' as const,
  tag,
  summary,
  params: ApprovalParams,
  answer: { status: 200 as const, schema: StaffApprovalView },
  errors: [...APPROVAL_REFUSALS, 'own_review' as const, ...errors],
  permission,
  idempotent: true as const,
  rate: 'write' as const,
});

/** Steps that take a version and no words. */
function plain({ kind, ...about }: Step): Operation {
  return operation(
    { ...staffStep(about), path: `/staff/approvals/{tutorId}/${kind}`, body: StepBody },
    async ({ me, params: { tutorId }, body: { version }, repeat }, house) => {
      await takeApprovalStep(house, { kind, tutorId, me, version, words: null, repeat, more: {} });
      return viewStaffApproval(house, tutorId, me);
    },
  );
}

/** Steps that say why. */
function reasoned({ kind, ...about }: Step): Operation {
  return operation(
    { ...staffStep(about), path: `/staff/approvals/{tutorId}/${kind}`, body: ReasonedBody },
    async ({ me, params: { tutorId }, body: { version, reason }, repeat }, house) => {
      await takeApprovalStep(house, { kind, tutorId, me, version, words: reason, repeat, more: {} });
      return viewStaffApproval(house, tutorId, me);
    },
  );
}

const decideApproval = operation(
  {
    ...staffStep({
      id: 'decideApproval',
      permission: 'tutor.review',
      summary: 'Give a verdict on each part, and the end that follows from them',
      errors: ['review_not_claimed', 'verdicts_incomplete', 'profile_incomplete'],
    }),
    path: '/staff/approvals/{tutorId}/decide',
    body: DecideBody,
  },
  async ({ me, params: { tutorId }, body, repeat }, house) => {
    const { version, overall, note } = body;
    const step = { tutorId, me, repeat };
    const verdicts = [];
    for (const [part, { note: text, ...verdict }] of body.verdicts.entries())
      verdicts.push({ ...verdict, noteId: repeat.done ? null : await keepWords(house, step, { text, part }) });
    await takeApprovalStep(house, { ...step, kind: 'decide', version, words: note, more: { overall, verdicts } });
    return viewStaffApproval(house, tutorId, me);
  },
);

const excuseStrike = operation(
  {
    ...staffStep({
      id: 'excuseStrike',
      permission: 'strike.excuse',
      summary: 'Excuse a strike: it counts no more',
      errors: ['strike_not_found'],
    }),
    path: '/staff/approvals/{tutorId}/strikes/{strikeId}/excuse',
    params: ApprovalParams.extend({ strikeId: Id }),
    body: ReasonedBody,
  },
  async ({ me, params: { tutorId, strikeId }, body: { version, reason }, repeat }, house) => {
    const more = { strikeId };
    await takeApprovalStep(house, { kind: 'excuseStrike', tutorId, me, version, words: reason, repeat, more });
    return viewStaffApproval(house, tutorId, me);
  },
);

export const staffApprovalOperations: readonly Operation[] = [
  listApprovals,
  getStaffApproval,
  plain({
    kind: 'claim',
    id: 'claimApproval',
    permission: 'tutor.review',
    summary: 'Take a profile in hand for half an hour',
    errors: ['review_claimed', 'second_person_required'],
  }),
  plain({
    kind: 'release',
    id: 'releaseApproval',
    permission: 'tutor.review',
    summary: 'Put it back into the queue',
    errors: ['review_not_claimed'],
  }),
  decideApproval,
  reasoned({
    kind: 'proposeLift',
    id: 'proposeLift',
    permission: 'tutor.liftSuspension',
    summary: 'Propose to lift the suspension; somebody else confirms',
    errors: [],
  }),
  plain({
    kind: 'confirmLift',
    id: 'confirmLift',
    permission: 'tutor.liftSuspension',
    summary: 'Lift the suspension that somebody else proposed to lift',
    errors: ['second_person_required'],
  }),
  reasoned({
    kind: 'archive',
    id: 'archiveTutor',
    permission: 'tutor.archive',
    summary: 'Take a profile off the list for the tutor',
    errors: [],
  }),
  excuseStrike,
];
