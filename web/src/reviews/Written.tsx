import type { MyReviewView } from '@stoa/contracts/http/reviews';
import type { ReactElement, ReactNode } from 'react';
import { ReviewCard } from './ReviewCard';
import classes from './Reviews.module.css';

interface Props {
  readonly review: MyReviewView;
  readonly title: string;
  readonly about: string;
  readonly children?: ReactNode;
}

/** A review on the booking's page, with a title that says whose it is. */
export function Written({ review, title, about, children }: Props): ReactElement {
  return (
    <div className={classes.written}>
      <h3>{title}</h3>
      <ReviewCard review={review} about={about} asOf={review.asOf} at={review.writtenAt}>
        {children}
      </ReviewCard>
    </div>
  );
}
