import { useTranslations } from 'next-intl';
import type { ReactElement } from 'react';
import { type Compared, MOST_COMPARED, useCompared } from './chosen';
import classes from './ResultCard.module.css';

/** Takes a tutor into the comparison, as long as there is a place. */
export function CompareTick({ id, name }: Compared): ReactElement {
  const t = useTranslations('web.search');
  const { compared, toggle } = useCompared();
  const isChosen = compared.some((one) => one.id === id);
  const isFull = !isChosen && compared.length >= MOST_COMPARED;
  return (
    <label className={classes.tick} data-full={isFull || undefined} title={isFull ? t('compareFull') : undefined}>
      <input type="checkbox" checked={isChosen} disabled={isFull} onChange={() => toggle({ id, name })} />
      {t('compare')}
      <span className="hidden"> · {name}</span>
    </label>
  );
}
