import { isAllowed, STAFF_ROLES, type Permission } from './permissions';
import {
  APPROVAL_STATES,
  positionOf,
  REVIEW_PHASES,
  type ApprovalAction,
  type ApprovalActor,
  type ApprovalPosition,
  type ApprovalState,
} from './tutor';
import { APPROVAL_LIFECYCLE, approvalRowFor, fits } from './tutorLifecycle';

const keyOf = ({ state, phase }: ApprovalPosition): string => `${state}/${phase}`;

/** Everything the table leads to from a new profile. */
function reachable(): ApprovalPosition[] {
  const seen = new Map<string, ApprovalPosition>([['incomplete/none', { state: 'incomplete', phase: 'none' }]]);
  for (const before of seen.values()) {
    const next = APPROVAL_LIFECYCLE.filter(({ from }) => fits(from, before)).map(({ to }) => ({ ...before, ...to }));
    for (const after of next) if (!seen.has(keyOf(after))) seen.set(keyOf(after), after);
  }
  return [...seen.values()];
}

const steps = reachable().flatMap((before) =>
  APPROVAL_LIFECYCLE.filter(({ from }) => fits(from, before)).map((row) => ({
    row,
    before,
    after: { ...before, ...row.to },
  })),
);

/** The moves that the domain page allows (section 6), and the lifting of a suspension, written down a second time. */
const MOVES: Record<ApprovalState, readonly ApprovalState[]> = {
  incomplete: ['pending_approval'],
  pending_approval: ['under_review'],
  under_review: ['approved', 'rejected', 'pending_approval'],
  approved: ['suspended', 'archived'],
  rejected: ['pending_approval'],
  suspended: ['approved'],
  archived: ['incomplete'],
};

describe("the lifecycle of a tutor's approval", () => {
  it('reaches every state, and a review in hand or waiting only where somebody can decide it', () => {
    expect(reachable().map(keyOf).sort()).toEqual([
      'approved/claimed',
      'approved/none',
      'approved/waiting',
      'archived/none',
      'incomplete/none',
      'pending_approval/waiting',
      'rejected/none',
      'suspended/claimed',
      'suspended/none',
      'suspended/waiting',
      'under_review/claimed',
    ]);
    expect(new Set(reachable().map(({ state }) => state))).toEqual(new Set(APPROVAL_STATES));
  });

  it('moves the state only along the allowed moves, and each of them is made', () => {
    const made = new Set<string>();
    for (const { before, after } of steps) {
      expect([before.state, ...MOVES[before.state]]).toContain(after.state);
      if (before.state !== after.state) made.add(`${before.state} → ${after.state}`);
    }
    const allowed = Object.entries(MOVES).flatMap(([from, to]) => to.map((state) => `${from} → ${state}`));
    expect([...made].sort()).toEqual(allowed.sort());
  });

  // safety: a tutor whom nobody looked at teaches children
  it('leads to approved by the approval of a review in hand, or the second word on lifting a suspension, and no other way', () => {
    const ways = steps.filter(({ before, after }) => before.state !== 'approved' && after.state === 'approved');
    expect(ways.map(({ row, before }) => `${row.action} ${keyOf(before)}`).sort()).toEqual([
      'approve under_review/claimed',
      'confirmLift suspended/claimed',
      'confirmLift suspended/none',
      'confirmLift suspended/waiting',
    ]);
    for (const { row } of ways) expect(row.actors).not.toContain('tutor');
  });

  it('unlists whatever leaves approved, and lists whatever comes to it', () => {
    for (const { row, before, after } of steps) {
      if (before.state === after.state) continue;
      expect(row.effects.includes('unlist')).toBe(before.state === 'approved');
      expect(row.effects.includes('list')).toBe(after.state === 'approved');
    }
  });

  it('gives every pair of action, actor and position one row at most', () => {
    const actors: readonly ApprovalActor[] = ['tutor', 'admin', 'owner', 'clock', 'system'];
    for (const position of reachable())
      for (const actor of actors)
        for (const { action } of APPROVAL_LIFECYCLE) {
          const rows = APPROVAL_LIFECYCLE.filter(
            (row) => row.action === action && row.actors.includes(actor) && fits(row.from, position),
          );
          expect(rows.length).toBeLessThanOrEqual(1);
          expect(approvalRowFor(action, actor, position)).toBe(rows[0] ?? null);
        }
  });

  // what a role may not do by the permissions, the table does not offer it either
  it('gives staff only what their role is permitted', () => {
    const needed: Partial<Record<ApprovalAction, Permission>> = {
      claim: 'tutor.review',
      release: 'tutor.review',
      approve: 'tutor.review',
      reject: 'tutor.review',
      suspend: 'tutor.suspend',
      proposeLift: 'tutor.liftSuspension',
      confirmLift: 'tutor.liftSuspension',
      archive: 'tutor.archive',
      excuseStrike: 'strike.excuse',
    };
    for (const { action, actors } of APPROVAL_LIFECYCLE)
      for (const role of STAFF_ROLES) {
        const permission = needed[action];
        const allowed = permission !== undefined && isAllowed(role, permission);
        expect([action, role, (actors as readonly string[]).includes(role)]).toEqual([action, role, allowed]);
      }
  });

  it('has no state without a way out', () => {
    for (const state of APPROVAL_STATES)
      expect(steps.some(({ before, after }) => before.state === state && after.state !== state)).toBe(true);
  });

  it('tells the phase from the review', () => {
    const review = {
      id: 'r',
      kind: 'application',
      items: [],
      submittedAt: 0,
      promisedBy: 1,
      escalated: false,
    } as const;
    const waiting = { ...review, claim: null, excludedReviewerId: null };
    expect(positionOf({ state: 'incomplete', review: null }).phase).toBe('none');
    expect(positionOf({ state: 'pending_approval', review: waiting }).phase).toBe('waiting');
    const claimed = { ...waiting, claim: { by: 'p', until: 2 } };
    expect(positionOf({ state: 'under_review', review: claimed }).phase).toBe('claimed');
    expect(REVIEW_PHASES).toHaveLength(3);
  });
});
