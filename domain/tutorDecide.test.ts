import { HOUR_MS, MINUTE_MS } from './policies';
import type { TutorApproval } from './tutor';
import { REVIEWED_ITEMS, type ItemVerdict, type ReviewedItem, type TutorFacts } from './tutorChecklist';
import { decideApproval, tutorActionsFor } from './tutorDecide';
import type { ApprovalAsk } from './tutorObjections';

const T = 'tutor';
const AT = 1_000_000;
const versions = Object.fromEntries(REVIEWED_ITEMS.map((item) => [item, `${item}-1`])) as TutorFacts['versions'];
const whole: TutorFacts = {
  tutorId: T,
  hasPhoto: true,
  headlineLength: 10,
  descriptionLength: 400,
  pricedSubjects: 1,
  weeklyWindows: 1,
  emailVerified: true,
  country: 'GB',
  languages: 1,
  educations: 0,
  certificates: 0,
  versions,
  approved: {},
};
const fresh: TutorApproval = {
  tutorId: T,
  state: 'incomplete',
  version: 1,
  review: null,
  rejection: null,
  suspension: null,
};

function after(tutor: TutorApproval, ask: Omit<ApprovalAsk, 'at' | 'newId'> & { at?: number }): TutorApproval {
  const decision = decideApproval(tutor, { at: AT, newId: `${ask.action}-id`, ...ask });
  if (!decision.ok) throw new Error(`${ask.action}: ${decision.code}`);
  return decision.value.after;
}
function codeOf(tutor: TutorApproval, ask: Omit<ApprovalAsk, 'at'> & { at?: number }): string {
  const decision = decideApproval(tutor, { at: AT, newId: 'id', ...ask });
  return decision.ok ? 'open' : decision.code;
}
const verdicts = (tutor: TutorApproval, failing: readonly ReviewedItem[] = []): ItemVerdict[] =>
  (tutor.review?.items ?? []).map((item) => ({
    item,
    version: versions[item],
    verdict: failing.includes(item) ? 'changes_needed' : 'approved',
    reason: failing.includes(item) ? 'unclear' : null,
    noteId: null,
  }));

const handedIn = () => after(fresh, { action: 'submit', actor: 'tutor', actorId: T, facts: whole });
const inHand = (by = 'ann') => after(handedIn(), { action: 'claim', actor: 'admin', actorId: by });
const approved = () =>
  after(inHand(), { action: 'approve', actor: 'admin', actorId: 'ann', verdicts: verdicts(inHand()) });
const rejected = () =>
  after(inHand(), { action: 'reject', actor: 'admin', actorId: 'ann', verdicts: verdicts(inHand(), ['headline']) });
const suspended = () => after(approved(), { action: 'suspend', actor: 'admin', actorId: 'ann' });

describe('handing in', () => {
  it('promises an answer in 24 hours and asks for a verdict on what is there', () => {
    expect(handedIn()).toMatchObject({
      state: 'pending_approval',
      version: 2,
      review: { kind: 'application', submittedAt: AT, promisedBy: AT + 24 * HOUR_MS, claim: null, escalated: false },
    });
    expect(handedIn().review?.items).toEqual(['photo', 'name', 'headline', 'description', 'subjects', 'languages']);
  });

  const missing: [string, Partial<TutorFacts>][] = [
    ['photo', { hasPhoto: false }],
    ['headline', { headlineLength: 0 }],
    ['description', { descriptionLength: 399 }],
    ['subjects', { pricedSubjects: 0 }],
    ['hours', { weeklyWindows: 0 }],
    ['email_verified', { emailVerified: false }],
    ['payout_country', { country: 'KP' }],
    ['payout_country', { country: null }],
  ];
  it.each(missing)('is refused without %s', (item, part) => {
    const decision = decideApproval(fresh, {
      action: 'submit',
      actor: 'tutor',
      actorId: T,
      at: AT,
      facts: { ...whole, ...part },
    });
    expect(decision).toEqual({ ok: false, code: 'profile_incomplete', details: { missing: item } });
  });

  it('is refused to anybody else, and twice', () => {
    expect(codeOf(fresh, { action: 'submit', actor: 'tutor', actorId: 'other', facts: whole })).toBe('forbidden');
    expect(codeOf(fresh, { action: 'submit', actor: 'admin', actorId: 'ann', facts: whole })).toBe('forbidden');
    expect(codeOf(handedIn(), { action: 'submit', actor: 'tutor', actorId: T, facts: whole })).toBe(
      'approval_state_conflict',
    );
  });

  it('again is refused while what failed is as it was, and asks only about what was not found good', () => {
    const good = { ...whole, approved: { ...versions, headline: undefined } as TutorFacts['approved'] };
    expect(codeOf(rejected(), { action: 'submit', actor: 'tutor', actorId: T, facts: good })).toBe('profile_unchanged');
    const better = { ...good, versions: { ...versions, headline: 'headline-2' } };
    const again = after(rejected(), { action: 'submit', actor: 'tutor', actorId: T, facts: better });
    expect(again.review?.items).toEqual(['headline']);
  });
});

describe('a review', () => {
  it('is in one hand for half an hour; the same hand may take it again, another waits', () => {
    const tutor = inHand();
    expect(tutor).toMatchObject({
      state: 'under_review',
      review: { claim: { by: 'ann', until: AT + 30 * MINUTE_MS } },
    });
    expect(codeOf(tutor, { action: 'claim', actor: 'admin', actorId: 'ben' })).toBe('review_claimed');
    expect(codeOf(tutor, { action: 'claim', actor: 'admin', actorId: 'ann' })).toBe('open');
    const late = AT + 30 * MINUTE_MS;
    expect(codeOf(tutor, { action: 'claim', actor: 'admin', actorId: 'ben', at: late })).toBe('open');
  });

  // safety: who looks at their own papers finds them in order
  it.each(['claim', 'suspend', 'proposeLift'] as const)('is never one’s own: %s', (action) => {
    const tutor = { claim: handedIn(), suspend: approved(), proposeLift: suspended() }[action];
    expect(codeOf(tutor, { action, actor: 'admin', actorId: T })).toBe('own_review');
  });

  it.each(['approve', 'reject', 'release'] as const)('is decided by who holds it, while they hold it: %s', (action) => {
    const ask = {
      action,
      actor: 'admin',
      verdicts: verdicts(inHand(), action === 'reject' ? ['photo'] : []),
    } as const;
    expect(codeOf(inHand(), { ...ask, actorId: 'ben' })).toBe('review_not_claimed');
    expect(codeOf(inHand(), { ...ask, actorId: 'ann', at: AT + 30 * MINUTE_MS })).toBe('review_not_claimed');
    expect(codeOf(inHand(), { ...ask, actorId: 'ann' })).toBe('open');
  });

  it('wants a verdict on every item, a reason for every change, and an end that follows', () => {
    const ask = (action: 'approve' | 'reject', given: readonly ItemVerdict[]) =>
      codeOf(inHand(), { action, actor: 'admin', actorId: 'ann', verdicts: given });
    const all = verdicts(inHand());
    const failing = verdicts(inHand(), ['photo']);
    expect(ask('approve', all.slice(1))).toBe('verdicts_incomplete');
    expect(ask('approve', [...all, all[0]!])).toBe('verdicts_incomplete');
    expect(ask('approve', failing)).toBe('verdicts_incomplete');
    expect(ask('reject', all)).toBe('verdicts_incomplete');
    expect(
      ask(
        'reject',
        failing.map((v) => ({ ...v, reason: null })),
      ),
    ).toBe('verdicts_incomplete');
    expect(
      ask(
        'reject',
        failing.map((v) => (v.reason ? { ...v, reason: 'other' } : v)),
      ),
    ).toBe('verdicts_incomplete');
    expect(
      ask(
        'approve',
        all.map((v) => ({ ...v, reason: 'unclear' })),
      ),
    ).toBe('verdicts_incomplete');
    expect(ask('approve', [...all, { ...all[0]!, item: 'certificates' }])).toBe('verdicts_incomplete');
    expect(ask('reject', failing)).toBe('open');
  });

  it('that is rejected remembers what failed, in the version that was looked at', () => {
    expect(rejected()).toMatchObject({
      state: 'rejected',
      review: null,
      rejection: { by: 'ann', appealed: false, failed: { headline: 'headline-1' } },
    });
  });

  it('goes back into the queue when its time has run out, and escalates once when the promise is broken', () => {
    expect(codeOf(inHand(), { action: 'release', actor: 'clock', actorId: null })).toBe('approval_state_conflict');
    const until = AT + 30 * MINUTE_MS;
    const back = after(inHand(), { action: 'release', actor: 'clock', actorId: null, at: until });
    expect(back).toMatchObject({ state: 'pending_approval', review: { claim: null } });
    const late = { action: 'escalate', actor: 'clock', actorId: null, at: AT + 24 * HOUR_MS } as const;
    const escalated = after(back, late);
    expect(escalated.review?.escalated).toBe(true);
    expect(codeOf(escalated, late)).toBe('approval_state_conflict');
    expect(codeOf(back, { ...late, at: AT + 24 * HOUR_MS - 1 })).toBe('approval_state_conflict');
  });
});

describe('an appeal', () => {
  it('is decided by another reviewer, and there is one', () => {
    const appealed = after(rejected(), { action: 'appeal', actor: 'tutor', actorId: T });
    expect(appealed).toMatchObject({ state: 'pending_approval', review: { kind: 'appeal', items: ['headline'] } });
    expect(codeOf(appealed, { action: 'claim', actor: 'admin', actorId: 'ann' })).toBe('second_person_required');
    const taken = after(appealed, { action: 'claim', actor: 'admin', actorId: 'ben' });
    const again = after(taken, {
      action: 'reject',
      actor: 'admin',
      actorId: 'ben',
      verdicts: verdicts(taken, ['headline']),
    });
    expect(again).toMatchObject({ state: 'rejected', rejection: { appealed: true } });
    expect(codeOf(again, { action: 'appeal', actor: 'tutor', actorId: T })).toBe('appeal_used');
  });

  it('against a suspension, when granted, proposes to lift it: a second person confirms', () => {
    const appealed = after(suspended(), { action: 'appeal', actor: 'tutor', actorId: T });
    expect(codeOf(appealed, { action: 'claim', actor: 'admin', actorId: 'ann' })).toBe('second_person_required');
    const taken = after(appealed, { action: 'claim', actor: 'admin', actorId: 'ben' });
    const granted = after(taken, { action: 'approve', actor: 'admin', actorId: 'ben', verdicts: [] });
    expect(granted).toMatchObject({ state: 'suspended', review: null, suspension: { liftProposedBy: 'ben' } });
    const denied = after(taken, { action: 'reject', actor: 'admin', actorId: 'ben', verdicts: [] });
    expect(denied).toMatchObject({ state: 'suspended', suspension: { liftProposedBy: null, appealed: true } });
    expect(codeOf(denied, { action: 'appeal', actor: 'tutor', actorId: T })).toBe('appeal_used');
  });
});

// safety: one person alone could put back whom they were asked to put back
describe('lifting a suspension', () => {
  it('takes two different people of staff', () => {
    const confirm = { action: 'confirmLift', actor: 'owner' } as const;
    expect(codeOf(suspended(), { ...confirm, actorId: 'cy' })).toBe('approval_state_conflict');
    const proposed = after(suspended(), { action: 'proposeLift', actor: 'admin', actorId: 'ben' });
    expect(codeOf(proposed, { ...confirm, actorId: 'ben' })).toBe('second_person_required');
    expect(codeOf(proposed, { action: 'confirmLift', actor: 'tutor', actorId: T })).toBe('forbidden');
    expect(after(proposed, { ...confirm, actorId: 'cy' })).toMatchObject({ state: 'approved', suspension: null });
  });
});

describe('a re-check', () => {
  const recheck = { action: 'recheck', actor: 'system', actorId: null } as const;
  it('keeps the tutor approved, gathers what is edited meanwhile, and ends either way', () => {
    const open = after(approved(), { ...recheck, items: ['name'] });
    const more = after(open, { ...recheck, items: ['photo', 'name'] });
    expect(more).toMatchObject({ state: 'approved', review: { kind: 'recheck', items: ['name', 'photo'] } });
    const taken = after(more, { action: 'claim', actor: 'admin', actorId: 'ann' });
    const stays = after(taken, {
      action: 'reject',
      actor: 'admin',
      actorId: 'ann',
      verdicts: verdicts(taken, ['photo']),
    });
    expect(stays).toMatchObject({ state: 'approved', review: null, rejection: null });
  });
});

describe('going and coming back', () => {
  it('archives only who is approved, and comes back through a review', () => {
    const gone = after(approved(), { action: 'archive', actor: 'tutor', actorId: T });
    expect(codeOf(suspended(), { action: 'archive', actor: 'tutor', actorId: T })).toBe('approval_state_conflict');
    expect(after(gone, { action: 'reopen', actor: 'tutor', actorId: T })).toMatchObject({ state: 'incomplete' });
  });

  it('refuses what was decided on another version', () => {
    const ask = { action: 'suspend', actor: 'admin', actorId: 'ann', expectedVersion: 1 } as const;
    expect(codeOf(approved(), ask)).toBe('profile_changed');
  });
});

describe('the offered steps', () => {
  const offered = (tutor: TutorApproval, actor: 'tutor' | 'admin', actorId: string) =>
    tutorActionsFor({ actor, actorId, facts: whole }, tutor, AT);
  it('are those the decision would take', () => {
    expect(offered(fresh, 'tutor', T)).toEqual(['submit']);
    expect(offered(handedIn(), 'tutor', T)).toEqual([]);
    expect(offered(handedIn(), 'admin', 'ann')).toEqual(['claim']);
    expect(offered(inHand(), 'admin', 'ann')).toEqual(['claim', 'release', 'approve', 'reject']);
    expect(offered(inHand(), 'admin', 'ben')).toEqual([]);
    expect(offered(approved(), 'admin', 'ann')).toEqual(['suspend', 'archive']);
    expect(offered(approved(), 'tutor', T)).toEqual(['archive']);
    expect(offered(suspended(), 'tutor', T)).toEqual(['appeal']);
    expect(offered(rejected(), 'tutor', T)).toEqual(['appeal']);
  });
});
