'use client';

import { Button } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { type ReactElement, useId } from 'react';
import { Rating } from '../search/Rating';
import { useMe } from '../session/useMe';
import { Problem } from '../ui/Problem';
import { Bar, Skeleton } from '../ui/Skeleton';
import { reviewQueries } from './queries';
import { ReportReview } from './ReportReview';
import { ReviewCard } from './ReviewCard';
import classes from './Reviews.module.css';

interface Props {
  readonly tutor: { readonly id: string; readonly name: string };
}

/** What students say, the newest first, and what it comes to. */
export function TutorReviews({ tutor }: Props): ReactElement {
  const t = useTranslations('web.reviews');
  const id = useId();
  return (
    <section id="reviews" aria-labelledby={id} className={classes.reviews}>
      <h2 id={id}>{t('title')}</h2>
      <List tutor={tutor} />
    </section>
  );
}

function List({ tutor }: Props): ReactElement {
  const t = useTranslations('web.reviews');
  const { me } = useMe();
  const found = useInfiniteQuery(reviewQueries.ofTutor(tutor.id));
  const { data, error, hasNextPage, isFetchingNextPage, fetchNextPage } = found;
  const [first] = data?.pages ?? [];
  if (!first) return error ? <Problem error={error} onAgain={() => void found.refetch()} /> : <ReviewsSkeleton />;
  const { count, bayes, prior } = first.rating;
  if (count === 0) return <p className="quiet small">{t('none', { name: tutor.name })}</p>;
  return (
    <>
      <p className={classes.sum}>
        <Rating rating={{ average: bayes, count }} />
        <span className="quiet">{t('who', { weight: String(prior.weight), stars: String(prior.stars) })}</span>
      </p>
      <ul className={classes.list}>
        {data?.pages.flatMap(({ items, asOf }) =>
          items.map((review) => (
            <li key={review.id}>
              <ReviewCard review={review} about={tutor.name} asOf={asOf}>
                {me ? <ReportReview reviewId={review.id} /> : null}
              </ReviewCard>
            </li>
          )),
        )}
      </ul>
      {error ? <Problem error={error} onAgain={() => void fetchNextPage()} /> : null}
      {hasNextPage ? (
        <Button variant="default" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {t('more')}
        </Button>
      ) : null}
    </>
  );
}

function ReviewsSkeleton(): ReactElement {
  return (
    <Skeleton>
      {[0, 1].map((i) => (
        <div key={i} className={classes.bone}>
          <Bar chars={24} as="small" />
          <Bar chars={60} as="small" />
        </div>
      ))}
    </Skeleton>
  );
}
