'use client';

import type { ReviewView } from '@stoa/contracts/http/reviews';
import { dateText } from '@stoa/contracts/words/format';
import { useTranslations } from 'next-intl';
import type { ReactElement, ReactNode } from 'react';
import { useReader } from '../ui/reader';
import classes from './Reviews.module.css';
import { Stars } from './Stars';

interface Props {
  readonly review: ReviewView;
  /** whose reply it is, if there is one */
  readonly about: string;
  readonly asOf: string;
  /** a title above it names both people and the lesson */
  readonly isTitled?: boolean;
  /** when it was written or published */
  readonly at?: string;
  /** what can be done with it */
  readonly children?: ReactNode;
}

/** One review with its answer; of a removed one only that it was, and under which rule. */
export function ReviewCard({ review, about, asOf, isTitled, at = review.publishedAt, children }: Props): ReactElement {
  const t = useTranslations('web.reviews');
  const reader = useReader(asOf);
  const day = (instant: string) => <time dateTime={instant}>{dateText(Date.parse(instant), reader)}</time>;
  if (review.removedUnder !== null)
    return (
      <p className={classes.removed}>
        {t('removed', { rule: t(`rules.${review.removedUnder}`) })} · {day(at)}
      </p>
    );
  return (
    <>
      <p className={classes.by}>
        {review.stars === null ? null : <Stars stars={review.stars} />}
        {isTitled ? null : <b>{review.author.name}</b>}
        <span className="quiet">
          {isTitled ? null : `${review.subject} · `}
          {day(at)}
          {review.edited ? ` · ${t('edited')}` : null}
        </span>
      </p>
      {review.text ? <p className={classes.text}>{review.text}</p> : null}
      {review.reply ? (
        <div className={classes.reply}>
          <p className={classes.by}>
            <b>{t('reply', { name: about })}</b>
            <span className="quiet">{day(review.reply.at)}</span>
          </p>
          <p className={classes.text}>{review.reply.text}</p>
        </div>
      ) : null}
      {children}
    </>
  );
}
