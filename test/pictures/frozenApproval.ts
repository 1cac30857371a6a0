/** Tutors at different places of their approval, answered by the API's own presenters at the frozen moment. */
import { ApprovalView } from '@stoa/contracts/http/approvals';
import { PayoutsView } from '@stoa/contracts/http/payouts';
import { VisibilityView } from '@stoa/contracts/http/search';
import { DAY_MS, HOUR_MS } from '@stoa/domain/policies';
import { RANKING_FACTORS, RANKING_WEIGHTS } from '@stoa/domain/ranking';
import type { Review, TutorApproval } from '@stoa/domain/tutor';
import { REVIEWED_ITEMS, type ReviewedItem, type TutorFacts } from '@stoa/domain/tutorChecklist';
import { presentApproval, type KnownApproval } from '../../api/presenters/approval';
import { instant } from '../../api/presenters/values';
import type { ApprovalLine } from '../../db/queries/approvalEvents';
import { NOW, tutorNamed } from './people';

const versions = Object.fromEntries(REVIEWED_ITEMS.map((item) => [item, 'v1'])) as Record<ReviewedItem, string>;
const factsOf = (tutorId: string, more: Partial<TutorFacts> = {}): TutorFacts => ({
  tutorId,
  hasPhoto: true,
  headlineLength: 60,
  descriptionLength: 640,
  pricedSubjects: 2,
  weeklyWindows: 12,
  emailVerified: true,
  country: 'UA',
  languages: 2,
  educations: 1,
  certificates: 1,
  versions,
  approved: {},
  ...more,
});
const REVIEW: Review = {
  id: '019a0000-0000-7000-8011-000000000001',
  kind: 'application',
  items: ['photo', 'headline', 'description', 'subjects'],
  submittedAt: NOW - 5 * HOUR_MS,
  promisedBy: NOW + 19 * HOUR_MS,
  escalated: false,
  claim: null,
  excludedReviewerId: null,
};
const line = (type: string, at: number, rest: Partial<ApprovalLine> = {}): ApprovalLine => ({
  ...{ type, actor: 'tutor', at, actorName: null, from: 'incomplete', to: 'pending_approval', note: null, details: {} },
  ...rest,
});
const submitted = line('submit', NOW - 2 * DAY_MS);

interface Place {
  readonly tutor: Partial<TutorApproval> & Pick<TutorApproval, 'state'>;
  readonly facts?: Partial<TutorFacts>;
  readonly beside?: Partial<KnownApproval['beside']>;
  readonly timeline?: readonly ApprovalLine[];
}
const PLACES: Readonly<Record<string, Place>> = {
  Aurelia: {
    tutor: { state: 'approved' },
    beside: { payoutsEnabled: true },
    timeline: [submitted, line('approve', NOW - DAY_MS, { actor: 'admin', from: 'under_review', to: 'approved' })],
  },
  Bram: {
    tutor: { state: 'pending_approval', review: REVIEW },
    timeline: [line('submit', REVIEW.submittedAt)],
  },
  Calla: {
    tutor: {
      state: 'rejected',
      rejection: {
        reviewId: REVIEW.id,
        by: tutorNamed('Faro').id,
        appealed: false,
        failed: { photo: 'v1', headline: 'v0' },
      },
    },
    beside: {
      verdicts: [
        { item: 'photo', version: 'v1', verdict: 'changes_needed', reason: 'unclear', note: null, at: NOW - HOUR_MS },
        {
          item: 'headline',
          version: 'v0',
          verdict: 'changes_needed',
          reason: 'other',
          note: 'Please write what you teach first; the rest may follow.',
          at: NOW - HOUR_MS,
        },
        { item: 'description', version: 'v1', verdict: 'approved', reason: null, note: null, at: NOW - HOUR_MS },
      ],
    },
    timeline: [submitted, line('reject', NOW - HOUR_MS, { actor: 'admin', from: 'under_review', to: 'rejected' })],
  },
  Dorian: { tutor: { state: 'incomplete' }, facts: { hasPhoto: false, descriptionLength: 180, weeklyWindows: 0 } },
};

export function approval(name: string): unknown {
  const tutorId = tutorNamed(name).id;
  const place = PLACES[name] ?? PLACES['Dorian']!;
  const known: KnownApproval = {
    tutor: { tutorId, version: 4, review: null, rejection: null, suspension: null, ...place.tutor },
    facts: factsOf(tutorId, place.facts),
    beside: {
      payoutsEnabled: false,
      hiddenUntil: null,
      changedItems: [],
      verdicts: [],
      suspension: null,
      ...place.beside,
    },
    timeline: place.timeline ?? [],
  };
  return ApprovalView.parse(presentApproval(known, { actor: 'tutor', actorId: tutorId, now: NOW }));
}

export function visibility(name: string): unknown {
  const isListed = name === 'Aurelia';
  const hidden = ['not_approved', 'payouts_missing'] as const;
  const factors = RANKING_FACTORS.map((code, i) => {
    const most = RANKING_WEIGHTS[code];
    return { code, most, points: Math.round((most * (i + 2)) / (RANKING_FACTORS.length + 2)) };
  });
  return VisibilityView.parse({
    listed: isListed,
    hidden: isListed ? [] : hidden.map((code) => ({ code, until: null })),
    score: factors.reduce((sum, { points }) => sum + points, 0),
    factors,
    asOf: instant(NOW),
  });
}

export function payouts(name: string): unknown {
  const state = { Aurelia: 'ready', Bram: 'waiting' }[name] ?? 'none';
  return PayoutsView.parse({
    state,
    requirements: state === 'waiting' ? ['document', 'bank_account'] : [],
    country: 'DE',
    countrySupported: true,
    checkedAt: state === 'none' ? null : instant(NOW),
    actions: state === 'ready' ? [] : [state === 'none' ? 'begin' : 'continue'],
    asOf: instant(NOW),
  });
}
