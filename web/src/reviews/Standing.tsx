'use client';

import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import Link from 'next/link';
import type { ReactElement } from 'react';
import { Rating } from '../search/Rating';
import { useMe } from '../session/useMe';
import { reviewQueries } from './queries';
import classes from './Reviews.module.css';

/** What a tutor's reviews come to, and the way to where students read them. Who is not listed has neither. */
export function Standing(): ReactElement | null {
  const t = useTranslations('web.reviews.mine');
  const { me } = useMe();
  const { data } = useQuery({ ...reviewQueries.rating(me?.id ?? ''), enabled: me !== null });
  if (!me || !data || data.count === 0) return null;
  return (
    <p className={classes.sum}>
      <Rating rating={{ average: data.bayes, count: data.count }} />
      <Link href={`/tutors/${me.id}#reviews`}>{t('asStudents')}</Link>
    </p>
  );
}
