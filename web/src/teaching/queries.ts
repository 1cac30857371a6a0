import { keys, paging, reading } from '../client/queries';
import { teachingAsks } from './asks';

const PAGE = 20;
/** a month of a tutor's calendar has fewer, and what is more than that stands in the list */
const MONTH = 100;

export const teachingKeys = {
  rules: ['teaching', 'rules'] as const,
  exceptions: ['teaching', 'exceptions'] as const,
  explanations: ['teaching', 'why'] as const,
  profile: ['teaching', 'profile'] as const,
  preview: ['teaching', 'preview'] as const,
  approval: keys.approval,
  visibility: keys.visibility,
  payouts: keys.payouts,
};

export const teachingQueries = {
  rules: () => reading(teachingKeys.rules, teachingAsks.rules()),
  profile: () => reading(teachingKeys.profile, teachingAsks.profile()),
  preview: () => reading(teachingKeys.preview, teachingAsks.preview()),
  approval: () => reading(teachingKeys.approval, teachingAsks.approval()),
  payouts: () => reading(teachingKeys.payouts, teachingAsks.payouts()),
  visibility: () => reading(teachingKeys.visibility, teachingAsks.visibility()),
  explanation: (at: string, minutes: number) =>
    reading([...teachingKeys.explanations, at, minutes], teachingAsks.explain(at, minutes)),
  monthOfExceptions: (from: string, to: string) =>
    reading([...teachingKeys.exceptions, 'month', from, to], teachingAsks.exceptions({ from, to, limit: MONTH })),
  exceptions: () =>
    paging([...teachingKeys.exceptions, 'list'], (cursor) =>
      teachingAsks.exceptions({ limit: PAGE, ...(cursor !== null && { cursor }) }),
    ),
};
