import type { DecidedReviewView } from '@stoa/contracts/http/decidedReviews';
import { spanText } from '../ui/span';
import { words } from '../words';

const t = words.decided.list;
const MINUTE_MS = 60_000;

/** From handing in to the decision, and whether that is what was promised. */
export function Took({ review: { tookMinutes, late } }: { readonly review: DecidedReviewView }) {
  return (
    <>
      {spanText(tookMinutes * MINUTE_MS)}{' '}
      <span className={late ? 'tone-terracotta' : 'quiet'}>{late ? t.late : t.inTime}</span>
    </>
  );
}
