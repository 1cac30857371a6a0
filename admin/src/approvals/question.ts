import { isText, oneOf, type Question } from '../lists/question';

export const REVIEW_KINDS = ['application', 'recheck', 'appeal'] as const;
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
