import type { ApprovalAction, ApprovalActor, ApprovalPosition, ApprovalState, ReviewPhase } from './tutor';

/** What a move does beside changing the two fields. */
export type ApprovalEffect =
  | 'promise_answer'
  | 'lease'
  | 'keep_verdicts'
  | 'list'
  | 'unlist'
  | 'hide_item'
  | 'cancel_bookings'
  | 'propose_lift'
  | 'count_strikes'
  | 'tell_tutor'
  | 'tell_staff';

export type ApprovalPattern = {
  readonly [K in keyof ApprovalPosition]?: readonly ApprovalPosition[K][];
};

/** One row: who may do what from where, and where it leads. An absent field: any (in `from`), unchanged (in `to`). */
export interface ApprovalRow {
  readonly action: ApprovalAction;
  readonly actors: readonly ApprovalActor[];
  readonly from: ApprovalPattern;
  readonly to: Partial<ApprovalPosition>;
  readonly effects: readonly ApprovalEffect[];
}

/** Those of the staff who may judge tutors (`domain/permissions.ts`). */
const STAFF = ['admin', 'owner'] as const;
const LISTED_OR_NOT: readonly ApprovalState[] = ['approved', 'suspended'];
const OPEN: readonly ReviewPhase[] = ['waiting', 'claimed'];

/** The lifecycle of a tutor's approval: API, workflow, presenters, console and the page in the docs read this table. */
export const APPROVAL_LIFECYCLE: readonly ApprovalRow[] = [
  {
    action: 'submit',
    actors: ['tutor'],
    from: { state: ['incomplete', 'rejected'] },
    to: { state: 'pending_approval', phase: 'waiting' },
    effects: ['promise_answer', 'tell_tutor'],
  },
  {
    action: 'appeal',
    actors: ['tutor'],
    from: { state: ['rejected'] },
    to: { state: 'pending_approval', phase: 'waiting' },
    effects: ['promise_answer', 'tell_tutor'],
  },
  {
    action: 'appeal',
    actors: ['tutor'],
    from: { state: ['suspended'], phase: ['none'] },
    to: { phase: 'waiting' },
    effects: ['promise_answer', 'tell_tutor'],
  },
  {
    action: 'claim',
    actors: STAFF,
    from: { state: ['pending_approval', 'under_review'], phase: OPEN },
    to: { state: 'under_review', phase: 'claimed' },
    effects: ['lease'],
  },
  {
    action: 'claim',
    actors: STAFF,
    from: { state: LISTED_OR_NOT, phase: OPEN },
    to: { phase: 'claimed' },
    effects: ['lease'],
  },
  {
    action: 'release',
    actors: [...STAFF, 'clock'],
    from: { state: ['under_review'] },
    to: { state: 'pending_approval', phase: 'waiting' },
    effects: [],
  },
  {
    action: 'release',
    actors: [...STAFF, 'clock'],
    from: { state: LISTED_OR_NOT, phase: ['claimed'] },
    to: { phase: 'waiting' },
    effects: [],
  },
  {
    action: 'approve',
    actors: STAFF,
    from: { state: ['under_review', 'approved'], phase: ['claimed'] },
    to: { state: 'approved', phase: 'none' },
    effects: ['keep_verdicts', 'list', 'tell_tutor'],
  },
  {
    action: 'approve',
    actors: STAFF,
    from: { state: ['suspended'], phase: ['claimed'] },
    to: { phase: 'none' },
    effects: ['propose_lift', 'tell_staff'],
  },
  {
    action: 'reject',
    actors: STAFF,
    from: { state: ['under_review'], phase: ['claimed'] },
    to: { state: 'rejected', phase: 'none' },
    effects: ['keep_verdicts', 'tell_tutor'],
  },
  {
    action: 'reject',
    actors: STAFF,
    from: { state: ['approved'], phase: ['claimed'] },
    to: { phase: 'none' },
    effects: ['keep_verdicts', 'hide_item', 'tell_tutor'],
  },
  {
    action: 'reject',
    actors: STAFF,
    from: { state: ['suspended'], phase: ['claimed'] },
    to: { phase: 'none' },
    effects: ['tell_tutor'],
  },
  {
    action: 'suspend',
    actors: STAFF,
    from: { state: ['approved'] },
    to: { state: 'suspended', phase: 'none' },
    effects: ['unlist', 'cancel_bookings', 'tell_tutor'],
  },
  {
    action: 'proposeLift',
    actors: STAFF,
    from: { state: ['suspended'] },
    to: {},
    effects: ['propose_lift', 'tell_staff'],
  },
  {
    action: 'confirmLift',
    actors: STAFF,
    from: { state: ['suspended'] },
    to: { state: 'approved', phase: 'none' },
    effects: ['list', 'tell_tutor'],
  },
  {
    action: 'archive',
    actors: ['tutor', ...STAFF],
    from: { state: ['approved'] },
    to: { state: 'archived', phase: 'none' },
    effects: ['unlist', 'tell_tutor'],
  },
  { action: 'reopen', actors: ['tutor'], from: { state: ['archived'] }, to: { state: 'incomplete' }, effects: [] },
  {
    action: 'recheck',
    actors: ['system'],
    from: { state: ['approved'], phase: ['none'] },
    to: { phase: 'waiting' },
    effects: ['promise_answer'],
  },
  { action: 'recheck', actors: ['system'], from: { state: ['approved'], phase: OPEN }, to: {}, effects: [] },
  { action: 'escalate', actors: ['clock'], from: { phase: OPEN }, to: {}, effects: ['tell_staff'] },
  { action: 'excuseStrike', actors: STAFF, from: {}, to: {}, effects: ['count_strikes'] },
  { action: 'noteStanding', actors: ['system', 'clock'], from: {}, to: {}, effects: ['count_strikes', 'tell_tutor'] },
];

/** Whether a position fits a pattern. */
export function fits(pattern: ApprovalPattern, { state, phase }: ApprovalPosition): boolean {
  return (pattern.state?.includes(state) ?? true) && (pattern.phase?.includes(phase) ?? true);
}

/** The row for what an actor wants to do from here; null where there is none. */
export function approvalRowFor(
  action: ApprovalAction,
  actor: ApprovalActor,
  position: ApprovalPosition,
): ApprovalRow | null {
  return (
    APPROVAL_LIFECYCLE.find((row) => row.action === action && row.actors.includes(actor) && fits(row.from, position)) ??
    null
  );
}
