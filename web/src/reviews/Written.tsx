import type { MyReviewView } from '@stoa/contracts/http/reviews';
import type { ReactElement, ReactNode } from 'react';
import { ReviewCard } from './ReviewCard';
import classes from './Reviews.module.css';

interface TitledProps {
  /** whose it is, or of which lesson */
  readonly title: ReactNode;
  readonly children?: ReactNode;
}

/** A card on a page of a review's parties. */
export function Titled({ title, children }: TitledProps): ReactElement {
  return (
    <div className={classes.written}>
      <h3>{title}</h3>
      {children}
    </div>
  );
}

interface Props extends TitledProps {
  readonly review: MyReviewView;
  /** whose reply it is, if there is one */
  readonly about: string;
}

/** A review as its parties read it. */
export function Written({ review, title, about, children }: Props): ReactElement {
  return (
    <Titled title={title}>
      <ReviewCard review={review} about={about} asOf={review.asOf} at={review.writtenAt} isTitled>
        {children}
      </ReviewCard>
    </Titled>
  );
}
