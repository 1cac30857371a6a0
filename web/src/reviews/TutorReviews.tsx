'use client';

import { Button } from '@mantine/core';
import type { ReviewView } from '@stoa/contracts/http/reviews';
import { dateText } from '@stoa/contracts/words/format';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { type ReactElement, useId } from 'react';
import { Rating } from '../search/Rating';
import { Problem } from '../ui/Problem';
import { useReader } from '../ui/reader';
import { Bar, Skeleton } from '../ui/Skeleton';
import { reviewQueries } from './queries';
import classes from './Reviews.module.css';
import { Stars } from './Stars';

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
          items.map((review) => <Review key={review.id} review={review} tutor={tutor.name} asOf={asOf} />),
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

interface ReviewProps {
  readonly review: ReviewView;
  readonly tutor: string;
  readonly asOf: string;
}

/** One review with its answer; of a removed one only that it was, and under which rule. */
function Review({ review, tutor, asOf }: ReviewProps): ReactElement {
  const t = useTranslations('web.reviews');
  const reader = useReader(asOf);
  const day = (at: string) => <time dateTime={at}>{dateText(Date.parse(at), reader)}</time>;
  if (review.removedUnder !== null)
    return (
      <li className={classes.removed}>
        {t('removed', { rule: t(`rules.${review.removedUnder}`) })} · {day(review.publishedAt)}
      </li>
    );
  return (
    <li>
      <p className={classes.by}>
        {review.stars === null ? null : <Stars stars={review.stars} />}
        <b>{review.author.name}</b>
        <span className="quiet">
          {review.subject} · {day(review.publishedAt)}
          {review.edited ? ` · ${t('edited')}` : null}
        </span>
      </p>
      {review.text ? <p className={classes.text}>{review.text}</p> : null}
      {review.reply ? (
        <div className={classes.reply}>
          <p className={classes.by}>
            <b>{t('reply', { name: tutor })}</b>
            <span className="quiet">{day(review.reply.at)}</span>
          </p>
          <p className={classes.text}>{review.reply.text}</p>
        </div>
      ) : null}
    </li>
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
