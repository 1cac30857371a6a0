/** Test helpers of the approvals: one tutor's page, and a paper of theirs. */
import type { StaffApprovalView } from '@stoa/contracts/http/approvals';
import type { ReviewedDocumentView } from '@stoa/contracts/http/reviewedProfile';
import { REVIEWED_ITEMS } from '@stoa/domain/tutorChecklist';

export const TUTOR = '0193a000-0000-7200-8000-000000000001';
export const NOW = '2026-11-24T16:00:00.000Z';

/** An application of one tutor, in the reader's hand, with three parts to judge. */
export function buildApproval(over: Partial<StaffApprovalView> = {}): StaffApprovalView {
  const items = ['photo', 'headline', 'description'] as const;
  return {
    tutorId: TUTOR,
    state: 'under_review',
    version: 4,
    listed: false,
    payoutsEnabled: true,
    hiddenUntil: null,
    checklist: (['hours', ...items] as const).map((item) => ({
      ...{ item, required: true, done: true, has: 5, needs: 1 },
      where: item === 'hours' ? 'hours' : 'profile',
    })),
    missing: [],
    review: {
      id: '0193a000-0000-7900-8000-000000000001',
      kind: 'application',
      items: [...items],
      submittedAt: '2026-11-24T10:00:00.000Z',
      promisedBy: '2026-11-25T10:00:00.000Z',
      escalated: false,
    },
    verdicts: [],
    suspension: null,
    actions: ['release', 'approve', 'reject'],
    timeline: [],
    asOf: NOW,
    tutor: { id: TUTOR, name: 'Ana Kovalenko', zone: 'Europe/Kyiv', avatarUrl: null, country: 'UA' },
    profile: {
      headline: 'Portuguese, slowly',
      description: 'I teach.',
      languages: [{ language: 'pt', level: 'native' }],
      subjects: [],
      videoUrl: null,
      photo: [],
      education: [],
      certificates: [],
    },
    sinceApproval: Object.fromEntries(
      REVIEWED_ITEMS.map((item) => [item, 'new']),
    ) as StaffApprovalView['sinceApproval'],
    itemVersions: {
      photo: 'p1',
      name: 'n1',
      headline: 'h1',
      description: 'd1',
      subjects: 's1',
      languages: 'l1',
      education: 'e1',
      certificates: 'c1',
    },
    changedItems: [],
    claim: null,
    liftProposedBy: null,
    strikes: [],
    ...over,
  };
}

export function buildDocument(over: Partial<ReviewedDocumentView> = {}): ReviewedDocumentView {
  const fileId = '0193a000-0000-7d00-8000-000000000001';
  return { fileId, name: 'diploma.pdf', mediaType: 'application/pdf', bytes: 48_000, ...over };
}

export const CERTIFICATE = {
  id: '0193a000-0000-7c00-8000-000000000001',
  title: 'A diploma',
  issuer: 'The college',
  issuedOn: '2020-06-30',
  expiresOn: null,
  isNew: true,
  document: buildDocument(),
} as const;
