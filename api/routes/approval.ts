import { ApprovalView, ReasonedBody, StepBody } from '@stoa/contracts/http/approvals';
import type { ErrorCode } from '@stoa/domain/errors';
import { TUTORS } from '../access';
import { APPROVAL_REFUSALS, knownApproval, takeApprovalStep } from '../approvals';
import type { House } from '../house';
import { operation, type Operation } from '../operation';
import { presentApproval } from '../presenters/approval';

const tag = 'Tutor approval';

async function view(house: House, tutorId: string): Promise<ApprovalView> {
  const known = await knownApproval(house, tutorId);
  return presentApproval(known, { actor: 'tutor', actorId: tutorId, now: house.clock.now() });
}

const getApproval = operation(
  {
    id: 'getApproval',
    method: 'get',
    path: '/me/tutor/approval',
    tag,
    summary: 'Where I stand, what is missing, until when an answer is promised',
    answer: { status: 200, schema: ApprovalView },
    errors: ['tutor_not_found'],
    access: TUTORS,
    rate: 'read',
  },
  ({ me }, house) => view(house, me.id),
);

/** Three of the tutor's steps differ in a word. */
function step(verb: 'submit' | 'archive' | 'reopen', summary: string, errors: readonly ErrorCode[] = []): Operation {
  return operation(
    {
      id: `${verb}Profile`,
      method: 'post',
      path: `/me/tutor/approval/${verb}`,
      tag,
      summary,
      body: StepBody,
      answer: { status: 200, schema: ApprovalView },
      errors: [...APPROVAL_REFUSALS, ...errors],
      access: TUTORS,
      idempotent: true,
      rate: 'write',
    },
    async ({ me, body: { version }, repeat }, house) => {
      await takeApprovalStep(house, { kind: verb, tutorId: me.id, me, version, words: null, repeat, more: {} });
      return view(house, me.id);
    },
  );
}

const appealDecision = operation(
  {
    id: 'appealDecision',
    method: 'post',
    path: '/me/tutor/approval/appeal',
    tag,
    summary: 'Appeal against the rejection or the suspension: once, and somebody else decides',
    body: ReasonedBody,
    answer: { status: 200, schema: ApprovalView },
    errors: [...APPROVAL_REFUSALS, 'appeal_used'],
    access: TUTORS,
    idempotent: true,
    rate: 'write',
  },
  async ({ me, body: { version, reason }, repeat }, house) => {
    await takeApprovalStep(house, { kind: 'appeal', tutorId: me.id, me, version, words: reason, repeat, more: {} });
    return view(house, me.id);
  },
);

export const approvalOperations: readonly Operation[] = [
  getApproval,
  step('submit', 'Hand the profile in', ['profile_incomplete', 'profile_unchanged']),
  step('archive', 'Take the profile off the list; lessons that are scheduled stay'),
  step('reopen', 'Come back from the archive'),
  appealDecision,
];
