import { REVIEW_KINDS, REVIEW_OUTCOMES } from '@stoa/domain/tutor';
import { isDay, isId, isText, oneOf, type Question, TODAY } from '../lists/question';

/** whoever reads, as the API calls them */
export const ME = 'me';
export const CLAIMS = ['mine', 'others', 'nobody'] as const;

/** What the queue of profiles can be asked. */
export const APPROVALS: Question = {
  path: '/approvals',
  resource: 'approvals',
  accepts: { q: isText, kind: oneOf(REVIEW_KINDS), claimed: oneOf(CLAIMS), late: oneOf(['true', 'false']) },
  sorts: ['promisedBy', '-promisedBy', 'submittedAt', '-submittedAt'],
  views: {
    all: {},
    free: { claimed: 'nobody' },
    mine: { claimed: 'mine' },
    late: { late: 'true' },
    appeals: { kind: 'appeal' },
  },
};

/** What the list of reviews that are over can be asked. */
export const DECIDED: Question = {
  path: '/approvals/decided',
  resource: 'decided-reviews',
  accepts: {
    q: isText,
    outcome: oneOf(REVIEW_OUTCOMES),
    kind: oneOf(REVIEW_KINDS),
    reviewer: (value) => value === ME || isId(value),
    from: isDay,
    to: isDay,
  },
  sorts: ['-decidedAt', 'decidedAt'],
  views: {
    all: {},
    mine: { reviewer: ME },
    rejected: { outcome: 'rejected' },
    appeals: { kind: 'appeal' },
    today: { from: TODAY, to: TODAY },
  },
};
