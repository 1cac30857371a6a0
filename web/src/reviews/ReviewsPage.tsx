'use client';

import { useTranslations } from 'next-intl';
import type { ReactElement } from 'react';
import { ActingHead } from '../session/ActingHead';
import { useActing } from '../session/ActingSwitch';
import { TeachingFrame } from '../teaching/TeachingFrame';
import { MyReviews } from './MyReviews';
import classes from './Reviews.module.css';

/** One's own reviews, in the role acted in. */
export function ReviewsPage(): ReactElement {
  const t = useTranslations('web.reviews.mine');
  const { acting } = useActing();
  return (
    <>
      <ActingHead title={t('title')} />
      <MyReviews key={acting} acting={acting} />
    </>
  );
}

/** The same among a tutor's own pages. */
export function TeachingReviewsPage(): ReactElement {
  const t = useTranslations('web.reviews.mine');
  return (
    <TeachingFrame>
      <h1 className={classes.title}>{t('title')}</h1>
      <MyReviews acting="tutor" />
    </TeachingFrame>
  );
}
