import { DAY_MS, POLICIES } from './policies';
import type { ApprovalAction, TutorApproval } from './tutor';

/** A proof with a last day. Instants are epoch ms. */
export interface DatedCertificate {
  readonly id: string;
  readonly expiresAt: number;
  /** how many of its reminders have been recorded; the last one is that it is no longer shown */
  readonly told: number;
}

/** What runs on a tutor beside their approval: it is read anew whenever a fact about it changes. */
export interface TutorStanding {
  readonly certificates: readonly DatedCertificate[];
  /** when strikes or being hidden change next by time alone; null: not by themselves */
  readonly strikesChangeAt: number | null;
}

export interface ApprovalDeadline {
  readonly action: Extract<ApprovalAction, 'release' | 'escalate' | 'noteStanding'>;
  /** epoch ms */
  readonly at: number;
}

interface DeadlineRow {
  readonly action: ApprovalDeadline['action'];
  readonly name: string;
  readonly at: (tutor: TutorApproval, standing: TutorStanding) => number | null;
  readonly words: string;
}

/** Days before a certificate's end at which something is said about it, the end itself included. */
const STAGES: readonly number[] = [...POLICIES.approval.certificateAskDays, 0];

/** When something is to be said about a certificate next; null when all has been said. */
export function certificateDueAt({ expiresAt, told }: DatedCertificate): number | null {
  const days = STAGES[told];
  return days === undefined ? null : expiresAt - days * DAY_MS;
}

/** How many of a certificate's reminders are due by now: a new one that ends next week skips the first. */
export function certificateStageAt({ expiresAt }: Pick<DatedCertificate, 'expiresAt'>, at: number): number {
  return STAGES.filter((days) => expiresAt - days * DAY_MS <= at).length;
}

/** Whether a certificate may still be shown to students (domain page, section 6). */
export function isCertificateShown({ expiresAt }: { readonly expiresAt: number | null }, at: number): boolean {
  return expiresAt === null || expiresAt > at;
}

const earliest = (times: readonly (number | null)[]): number | null => {
  const given = times.filter((at) => at !== null);
  return given.length === 0 ? null : Math.min(...given);
};

/** When the clock acts on a tutor, and how. The order decides a tie. */
export const APPROVAL_DEADLINES: readonly DeadlineRow[] = [
  {
    action: 'release',
    name: 'claim runs out',
    at: ({ review }) => review?.claim?.until ?? null,
    words: 'the reviewer has not decided in time: the profile goes back into the queue',
  },
  {
    action: 'escalate',
    name: 'answer promised',
    at: ({ review }) => (review === null || review.escalated ? null : review.promisedBy),
    words: 'the promised answer is late: it stands first in the queue, and all who may decide are written to',
  },
  {
    action: 'noteStanding',
    name: 'certificate ends',
    at: ({ state }, { certificates }) => (state === 'approved' ? earliest(certificates.map(certificateDueAt)) : null),
    words: `a new certificate is asked for ${POLICIES.approval.certificateAskDays.join(' and ')} days before; at its end it is no longer shown`,
  },
  {
    action: 'noteStanding',
    name: 'strikes change',
    at: (_, { strikesChangeAt }) => strikesChangeAt,
    words: 'a strike has run out, or the tutor is found in search again',
  },
];

/** Every deadline that runs on a tutor, earliest first; a tie is served in the order of the table. */
export function approvalDeadlinesFor(tutor: TutorApproval, standing: TutorStanding): ApprovalDeadline[] {
  return APPROVAL_DEADLINES.flatMap(({ action, at }) => {
    const due = at(tutor, standing);
    return due === null ? [] : [{ action, at: due }];
  }).sort((a, b) => a.at - b.at);
}
