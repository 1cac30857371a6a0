import type { TutorResult } from '@stoa/contracts/http/search';
import { useLocale, useTranslations } from 'next-intl';
import type { ReactElement } from 'react';
import { Icon } from '../ui/icons';
import classes from './ResultCard.module.css';

/** The average with how many it stands on; nobody's word is said to be nobody's. */
export function Rating({ rating }: Pick<TutorResult, 'rating'>): ReactElement {
  const t = useTranslations('web.search');
  const locale = useLocale();
  if (rating === null) return <span className={classes.rating}>{t('noReviews')}</span>;
  const average = new Intl.NumberFormat(locale, { minimumFractionDigits: 1, maximumFractionDigits: 1 }).format(
    rating.average,
  );
  return (
    <span className={classes.rating}>
      <Icon name="star" size={14} />
      <span className="hidden">{t('ratingSaid', { average })}, </span>
      <b aria-hidden="true">{average}</b>
      {t('reviews', { n: rating.count })}
    </span>
  );
}
