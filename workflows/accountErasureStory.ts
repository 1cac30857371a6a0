import { setCurrentDetails, upsertSearchAttributes } from '@temporalio/workflow';

import type { AccountErasureInput, ClosingReply, ClosingStateView } from '@stoa/contracts/temporal/accountErasure';
import { SEARCH_ATTRIBUTES } from '@stoa/contracts/temporal/searchAttributes';
import { closingDeadlineFor, type Closing, type ClosingDeadline } from '@stoa/domain/closing';

import { now } from './shared/clock';
import { bug } from './shared/codeOf';

/** What the closing of an account remembers between turns, and carries into its next run. */
export interface Story {
  readonly schemaVersion: 1;
  readonly input: AccountErasureInput;
  /** null: nobody has asked yet */
  closing: Closing | null;
  /** when it was last looked what is live, and when that changes next by itself */
  lookedAt: number;
  changesAt: number | null;
  busy: boolean;
  /** turns of the clock that failed in a row, and until when it waits */
  clockFailures: number;
  pausedUntil: number;
  needsAttention: boolean;
}

export function newStory(input: AccountErasureInput): Story {
  return {
    schemaVersion: 1,
    input,
    closing: null,
    lookedAt: 0,
    changesAt: null,
    busy: true,
    clockFailures: 0,
    pausedUntil: 0,
    needsAttention: false,
  };
}

/** The closing that is open; turns are taken on nothing else. */
export function openOf({ closing }: Story): Closing {
  if (closing === null) throw bug('a turn without a closing');
  return closing;
}

export function replyOf({ personId, state, version }: Closing): ClosingReply {
  return { personId, state, version, asOf: now() };
}

/** Whether it waits, for what is live or for its day. */
export const isOpen = ({ closing }: Story): boolean =>
  closing !== null && (closing.state === 'waiting' || closing.state === 'cooling_off');

/** The clock's next turn; null when it has none. */
export function nextDeadline(story: Story): ClosingDeadline | null {
  return story.closing === null ? null : closingDeadlineFor(story.closing, story);
}

/** Shows operators where it stands. Nothing personal is shown. */
export function show(story: Story, needsAttention: boolean): void {
  if (story.closing === null) return;
  const { state, version } = story.closing;
  setCurrentDetails(`${state}, version ${version}`);
  const at = nextDeadline(story)?.at;
  if (at !== undefined) upsertSearchAttributes([{ key: SEARCH_ATTRIBUTES.DueAt, value: new Date(at) }]);
  if (story.needsAttention === needsAttention) return;
  story.needsAttention = needsAttention;
  upsertSearchAttributes([{ key: SEARCH_ATTRIBUTES.NeedsAttention, value: needsAttention }]);
}

/** For the operators' query. */
export function viewOf(story: Story, waiting: number): ClosingStateView {
  return { closing: story.closing, nextDeadline: nextDeadline(story), waiting };
}
