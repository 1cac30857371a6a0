/** Reviews of profiles that are over, as the console lists and shows them at the frozen moment. */
import { DecidedPage, PastReviewView } from '@stoa/contracts/http/decidedReviews';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '@stoa/domain/policies';
import type { ReviewedItem } from '@stoa/domain/tutorChecklist';
import { presentDecided, presentPastReview } from '../../api/presenters/decidedReview';
import { instant } from '../../api/presenters/values';
import type { DecidedReview, PastReview } from '../../db/queries/decidedReviews';
import { demoId } from '../../scripts/demo/people';
import { agreed } from './answers';
import { NOW, partyNamed } from './people';
import type { Asked } from './route';

const ODILE = partyNamed('Odile');
const PIRAN = partyNamed('Piran');
const WHOLE: readonly ReviewedItem[] = ['photo', 'name', 'headline', 'description', 'subjects', 'languages'];

interface Case extends Pick<DecidedReview, 'kind' | 'items' | 'outcome'> {
  readonly name: string;
  readonly by: typeof ODILE | null;
  /** before the frozen moment */
  readonly ago: number;
  readonly took: number;
}
const CASES: readonly Case[] = [
  {
    name: 'Faro',
    kind: 'application',
    items: WHOLE,
    outcome: 'rejected',
    by: PIRAN,
    ago: 3 * HOUR_MS,
    took: 5 * HOUR_MS,
  },
  {
    name: 'Aurelia',
    kind: 'recheck',
    items: ['certificates'],
    outcome: 'approved',
    by: ODILE,
    ago: DAY_MS,
    took: 40 * MINUTE_MS,
  },
  { name: 'Dorian', kind: 'appeal', items: [], outcome: 'rejected', by: PIRAN, ago: 3 * DAY_MS, took: 27 * HOUR_MS },
  {
    name: 'Bram',
    kind: 'application',
    items: WHOLE,
    outcome: 'withdrawn',
    by: null,
    ago: 6 * DAY_MS,
    took: 2 * HOUR_MS,
  },
  {
    name: 'Calla',
    kind: 'application',
    items: WHOLE,
    outcome: 'approved',
    by: ODILE,
    ago: 9 * DAY_MS,
    took: 20 * HOUR_MS,
  },
];

const DECIDED: readonly DecidedReview[] = CASES.map(({ name, by, ago, took, ...one }, at) => {
  const decidedAt = NOW - ago;
  const submittedAt = decidedAt - took;
  return {
    ...{ id: demoId(17, at + 1), tutor: partyNamed(name), ...one, decidedAt, submittedAt },
    ...{ promisedBy: submittedAt + DAY_MS, decidedBy: by && { id: by.id, name: by.name } },
  };
});

const NOTES: Partial<Record<ReviewedItem, Pick<PastReview['verdicts'][number], 'reason' | 'note'>>> = {
  photo: { reason: 'not_the_person', note: 'This is a drawing. A photo that shows your face, please.' },
  description: { reason: 'contact_details', note: 'Take your telephone number out: students write to you here.' },
};

function pastOf(review: DecidedReview): PastReview {
  const verdicts = review.items.map((item): PastReview['verdicts'][number] => {
    const said = review.outcome === 'rejected' ? NOTES[item] : undefined;
    const verdict = said ? 'changes_needed' : 'approved';
    return { item, version: 'v1', verdict, at: review.decidedAt, ...(said ?? { reason: null, note: null }) };
  });
  const note = review.outcome === 'rejected' ? 'A good start: two things, and it can go on.' : null;
  return { ...review, changedItems: ['headline'], verdicts, appeal: null, note };
}

const decidedAt = (query: URLSearchParams): readonly DecidedReview[] =>
  DECIDED.filter(({ outcome, kind, decidedBy }) => {
    const [of, what, by] = ['outcome', 'kind', 'reviewer'].map((name) => query.get(name));
    const reviewer = by === 'me' ? ODILE.id : by;
    return (!of || of === outcome) && (!what || what === kind) && (!reviewer || reviewer === decidedBy?.id);
  });

export function decidedReviews({ query }: Asked): unknown {
  const items = query.get('q') === null ? decidedAt(query).map(presentDecided) : [];
  return agreed(DecidedPage, { items, nextCursor: null, asOf: instant(NOW) });
}

/** One of them; the tutor has changed the photo since. */
export function decidedReview({ params: [id] }: Asked): unknown {
  const review = DECIDED.find((one) => one.id === id);
  if (!review) return null;
  const versions = Object.fromEntries(WHOLE.map((item) => [item, item === 'photo' ? 'v2' : 'v1']));
  return agreed(PastReviewView, presentPastReview(pastOf(review), { versions } as never, NOW));
}

export const FIRST_DECIDED = DECIDED[0]!.id;
