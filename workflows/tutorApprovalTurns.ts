import { proxyActivities, uuid4 } from '@temporalio/workflow';

import type * as contract from '@stoa/contracts/temporal/tutorApproval';
import type { Decision } from '@stoa/domain/errors';
import type { ApprovalAction, TutorApproval } from '@stoa/domain/tutor';
import { MATERIAL_ITEMS, type ReviewedItem } from '@stoa/domain/tutorChecklist';
import { decideApproval } from '@stoa/domain/tutorDecide';
import type { ApprovalAsk } from '@stoa/domain/tutorObjections';

import type { Activities } from '../activities/index';
import type { ApprovalMoveTask } from '../activities/approvals';
import { QUICK } from './shared/activityOptions';
import { now } from './shared/clock';
import { bug } from './shared/codeOf';
import { replyOf, type Story } from './tutorApprovalStory';

const { recordApproval, loadTutorFacts, noteStanding } = proxyActivities<Activities>(QUICK);

export type Turn = Promise<Decision<contract.ApprovalReply>>;
type Ask = Omit<ApprovalAsk, 'at'>;
type About = Pick<ApprovalMoveTask, 'verdicts' | 'bookings'> & {
  readonly noteId?: string | null;
  readonly details?: Readonly<Record<string, string>>;
};

/** A tutor whose row was read; whoever comes before waits for it. */
export function standing({ tutor }: Story): TutorApproval {
  if (tutor === null) throw bug('a turn before the tutor was read');
  return tutor;
}

/** Decides and records a move. What the store knows better is taken over, and refused with its code. */
export async function move(story: Story, ask: Ask, about: About = {}): Turn {
  const before = standing(story);
  const at = now();
  const decision = decideApproval(before, { ...ask, at });
  if (!decision.ok) return decision;
  const { action, actor, actorId } = ask;
  const { noteId = null, details = {}, ...rest } = about;
  const entry = { action, actor, actorId, at, noteId, details };
  const result = await recordApproval({ before, after: decision.value.after, entry, ...rest });
  switch (result.kind) {
    case 'recorded':
      story.tutor = decision.value.after;
      return { ok: true, value: replyOf(story.tutor) };
    case 'stale':
      story.tutor = result.tutor;
      return { ok: false, code: 'approval_state_conflict', details: { state: result.tutor.state } };
    case 'changed':
      story.tutor = result.tutor;
      return { ok: false, code: 'profile_changed', details: { items: result.items.join(',') } };
    case 'incomplete':
      return { ok: false, code: 'profile_incomplete', details: { missing: result.missing.join(',') } };
    case 'no_strike':
      return { ok: false, code: 'strike_not_found' };
  }
}

/** What a person asks, as the domain takes it. Ids of what comes to be are the workflow's. */
export function askOf(action: ApprovalAction, input: contract.ApprovalAsker): Ask {
  const { actor, actorId, expectedVersion } = input;
  return { action, actor, actorId, expectedVersion, newId: 'asked' };
}
export function decideAsk(input: contract.DecideInput): Ask {
  return { ...askOf(input.overall === 'approved' ? 'approve' : 'reject', input), verdicts: input.verdicts };
}

/** A step that needs nothing but the person. */
export function simpleTurn(action: ApprovalAction, input: contract.ApprovalAsker) {
  return (story: Story): Turn => move(story, { ...askOf(action, input), newId: uuid4() }, { noteId: input.noteId });
}

export async function submitTurn(story: Story, input: contract.ApprovalAsker): Turn {
  const facts = await loadTutorFacts({ tutorId: standing(story).tutorId });
  return move(story, { ...askOf('submit', input), newId: uuid4(), facts });
}

export function decideTurn(story: Story, input: contract.DecideInput): Turn {
  const { verdicts, noteId } = input;
  return move(story, decideAsk(input), { verdicts, noteId });
}

export function suspendTurn(story: Story, input: contract.SuspendInput): Turn {
  const { bookings, noteId } = input;
  return move(story, { ...askOf('suspend', input), newId: uuid4() }, { bookings, noteId });
}

/** Back among the listed: what was edited meanwhile is looked at. */
export async function confirmLiftTurn(story: Story, input: contract.ApprovalAsker): Turn {
  const lifted = await move(story, askOf('confirmLift', input), { noteId: input.noteId });
  if (!lifted.ok) return lifted;
  const items = await editedItems(story, MATERIAL_ITEMS);
  const rechecked = items.length === 0 ? lifted : await recheck(story, items);
  return rechecked.ok ? rechecked : lifted;
}

export async function excuseTurn(story: Story, input: contract.ExcuseInput): Turn {
  const excused = await move(story, askOf('excuseStrike', input), {
    noteId: input.noteId,
    details: { strikeId: input.strikeId },
  });
  if (excused.ok) await standingTurn(story);
  return excused;
}

/** Of these items: those whose content is not what was found good. */
async function editedItems(story: Story, items: readonly ReviewedItem[]): Promise<ReviewedItem[]> {
  const { approved, versions } = await loadTutorFacts({ tutorId: standing(story).tutorId });
  return items.filter((item) => approved[item] !== undefined && approved[item] !== versions[item]);
}

function recheck(story: Story, items: readonly ReviewedItem[]): Turn {
  const ask = { action: 'recheck', actor: 'system', actorId: null, newId: uuid4(), items } as const;
  return move(story, ask, { details: { items: items.join(',') } });
}

/** A part of an approved profile was edited: looked at again, unless it is what was found good, or nobody is listed. */
export async function materialTurn(story: Story, item: ReviewedItem): Turn {
  const tutor = standing(story);
  if (tutor.state !== 'approved' || tutor.review?.items.includes(item)) return { ok: true, value: replyOf(tutor) };
  const { approved, versions } = await loadTutorFacts({ tutorId: tutor.tutorId });
  if (approved[item] === versions[item]) return { ok: true, value: replyOf(tutor) };
  return recheck(story, [item]);
}

/** Strikes and certificates, read anew; what has become due is said. */
export async function standingTurn(story: Story): Turn {
  const tutor = standing(story);
  story.standing = await noteStanding({ tutorId: tutor.tutorId, asOf: now() });
  return { ok: true, value: replyOf(tutor) };
}
