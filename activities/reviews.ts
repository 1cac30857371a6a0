import { countDueReviews } from '../db/queries/ratings';
import type { Db } from '../db/postgres';
import type { Clock } from '../platform/clock';

const AT_ONCE = 1_000;

/** Reviews whose blind days are over join their tutors' ratings. */
export function createReviewActivities({ db, clock }: { readonly db: Db; readonly clock: Clock }) {
  /** Safe to repeat: each review is counted once. @returns how many were counted */
  async function countReviews(): Promise<number> {
    const now = clock.now();
    let counted = 0;
    for (let some = AT_ONCE; some === AT_ONCE; counted += some)
      some = await countDueReviews(db, now, { limit: AT_ONCE });
    return counted;
  }
  return { countReviews };
}
export type ReviewActivities = ReturnType<typeof createReviewActivities>;
