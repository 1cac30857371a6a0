'use client';

import { useInfiniteQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { Rating } from '../search/Rating';
import { Bar } from '../ui/Skeleton';
import { reviewQueries } from './queries';
import classes from './Reviews.module.css';

/** The average beside the name, and the way to what it is made of. Without an answer nothing is said. */
export function TutorRating({ tutorId }: { readonly tutorId: string }): ReactElement | null {
  const { data, error } = useInfiniteQuery(reviewQueries.ofTutor(tutorId));
  const rating = data?.pages[0]?.rating;
  if (!rating) return error ? null : <Bar chars={12} as="fine" />;
  const shown = rating.count === 0 ? null : { average: rating.bayes, count: rating.count };
  return (
    <a href="#reviews" className={classes.toReviews}>
      <Rating rating={shown} />
    </a>
  );
}
