import type { ApprovalActor } from '@stoa/domain/tutor';
import { approvalTimeline } from '../db/queries/approvalEvents';
import { approvalBeside } from '../db/queries/approvalLists';
import { findApproval, storeApprovalNote } from '../db/queries/tutorApprovals';
import { findTutorFacts } from '../db/queries/tutorFacts';
import type { ApprovalActs } from './approvalDesk';
import type { House } from './house';
import type { Repeat } from './operation';
import type { Person } from './person';
import type { KnownApproval } from './presenters/approval';
import { found, Refusal } from './refusal';

/** What any step of an approval may be refused with, beside what its own matter is. */
export const APPROVAL_REFUSALS = [
  'tutor_not_found',
  'approval_state_conflict',
  'profile_changed',
  'outcome_unknown',
] as const;

/** Everything about a tutor's approval that a page shows. @throws Refusal `tutor_not_found` */
export async function knownApproval({ db }: House, tutorId: string): Promise<KnownApproval> {
  const [tutor, facts, beside, timeline] = await Promise.all([
    findApproval(db, tutorId),
    findTutorFacts(db, tutorId),
    approvalBeside(db, tutorId),
    approvalTimeline(db, tutorId),
  ]);
  return {
    tutor: found(tutor, 'tutor_not_found'),
    facts: found(facts, 'tutor_not_found'),
    beside: found(beside, 'tutor_not_found'),
    timeline,
  };
}

/** The actor of a person in the role acted in; support has no step here. */
export function approvalActorOf({ actingAs }: Pick<Person, 'actingAs'>): ApprovalActor {
  if (actingAs === 'tutor' || actingAs === 'admin' || actingAs === 'owner') return actingAs;
  throw new Refusal('forbidden');
}

/** Ids of free texts follow from the request, so that a repeat does not write another. */
function noteIdFor({ updateId }: Repeat, part: number): string {
  const hex = updateId;
  const last = `${hex.slice(20, 30)}${part.toString(16).padStart(2, '0')}`;
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${last}`;
}

/** Somebody's step on a tutor's approval. */
export interface ApprovalStep<K extends keyof ApprovalActs> {
  readonly kind: K;
  readonly tutorId: string;
  readonly me: Person;
  readonly version: number;
  /** what they say about it; null: nothing */
  readonly words: string | null;
  readonly repeat: Repeat;
  /** what the step takes beside who asks */
  readonly more: Omit<ApprovalActs[K], 'actor' | 'actorId' | 'expectedVersion' | 'noteId'>;
}

/** Keeps a free text before the workflow is asked: none enters a history. @returns its id */
export async function keepWords(
  house: House,
  { tutorId, me, repeat }: Pick<ApprovalStep<keyof ApprovalActs>, 'tutorId' | 'me' | 'repeat'>,
  { text, part }: { readonly text: string | null; readonly part: number },
): Promise<string | null> {
  if (text === null) return null;
  const id = noteIdFor(repeat, part);
  await storeApprovalNote(house.db, { id, tutorId, authorId: me.id, text, at: house.clock.now() });
  return id;
}

/**
 * Takes a step through the tutor's workflow. Safe to repeat with the same key.
 * @throws Refusal of the domain, by the workflow · `tutor_not_found`
 */
export async function takeApprovalStep<K extends keyof ApprovalActs>(
  house: House,
  step: ApprovalStep<K>,
): Promise<void> {
  const { kind, tutorId, me, version, words, repeat, more } = step;
  if (repeat.done) return;
  found(await findApproval(house.db, tutorId), 'tutor_not_found');
  const noteId = await keepWords(house, step, { text: words, part: 255 });
  const asker = { actor: approvalActorOf(me), actorId: me.id, expectedVersion: version, noteId };
  const input = { ...asker, ...more } as unknown as ApprovalActs[K];
  await house.approvals.act(kind, tutorId, { input, updateId: repeat.updateId });
}
