'use client';

import { useInfiniteQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { type ReactElement, useId } from 'react';
import { Rating } from '../search/Rating';
import { useMe } from '../session/useMe';
import { More } from '../ui/More';
import { Problem } from '../ui/Problem';
import { reviewQueries } from './queries';
import { ReportReview } from './ReportReview';
import { ReviewCard } from './ReviewCard';
import classes from './Reviews.module.css';
import { ReviewsSkeleton } from './ReviewsSkeleton';

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
  const { data, error } = found;
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
      <More found={found} label={t('more')} />
    </>
  );
}
