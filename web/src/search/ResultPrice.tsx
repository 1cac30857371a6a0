import type { TutorResult } from '@stoa/contracts/http/search';
import { moneyText } from '@stoa/contracts/words/format';
import { useLocale, useTranslations } from 'next-intl';
import type { ReactElement } from 'react';
import { lessonPrice } from '../tutors/lessonPrice';
import classes from './ResultCard.module.css';
import { StartingPrice } from './StartingPrice';

interface Props {
  readonly price: TutorResult['price'];
  /** the length that was asked for */
  readonly minutes: string | undefined;
}

/** How much: of the length asked for, or of an hour; the reader's own currency beside it in quiet ink. */
export function ResultPrice({ price, minutes }: Props): ReactElement {
  const t = useTranslations('web.search');
  const locale = useLocale();
  const lesson = minutes === undefined ? null : lessonPrice(price.amount, Number(minutes));
  const converted = price.converted && lesson ? lessonPrice(price.converted, Number(minutes)) : price.converted;
  return (
    <p className={classes.price}>
      <StartingPrice amount={lesson ?? price.amount} varies={price.varies} />
      <span className={classes.unit}>{lesson ? t('perLesson', { n: minutes ?? '' }) : t('perHour')}</span>
      {converted ? (
        <span className={classes.converted}>{t('about', { amount: moneyText(converted, locale) })}</span>
      ) : null}
    </p>
  );
}
