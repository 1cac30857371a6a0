import { useTranslations } from 'next-intl';
import type { ReactElement } from 'react';
import { Icon } from '../ui/icons';
import classes from './Reviews.module.css';

const ALL = [1, 2, 3, 4, 5] as const;

/** Whole stars of five, said in words to whoever does not see them. */
export function Stars({ stars }: { readonly stars: number }): ReactElement {
  const t = useTranslations('web.reviews');
  return (
    <span className={classes.stars}>
      <span className="hidden">{t('stars', { n: String(stars) })}</span>
      {ALL.map((n) => (
        <span key={n} aria-hidden="true" data-full={n <= stars || undefined}>
          <Icon name="star" size={16} />
        </span>
      ))}
    </span>
  );
}
