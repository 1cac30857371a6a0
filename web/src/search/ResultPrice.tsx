import type { TutorResult } from '@stoa/contracts/http/search';
import { moneyText } from '@stoa/contracts/words/format';
import { isCurrencyCode } from '@stoa/domain/currency';
import { money } from '@stoa/domain/money';
import { priceFor } from '@stoa/domain/pricing';
import { useLocale, useTranslations } from 'next-intl';
import type { ReactElement } from 'react';
import { type Amount, Money } from '../ui/Money';
import classes from './ResultCard.module.css';

interface Props {
  readonly price: TutorResult['price'];
  /** the length that was asked for */
  readonly minutes: string | undefined;
}

/** What a lesson of that length costs at an hourly rate, by the rule that bookings are priced by. */
function priceOf({ amountMinor, currency }: Amount, minutes: number): Amount | null {
  if (!isCurrencyCode(currency)) return null;
  const price = priceFor(money(amountMinor, currency), minutes);
  return price.ok ? price.value : null;
}

/** How much: of the length asked for, or of an hour; the reader's own currency beside it in quiet ink. */
export function ResultPrice({ price, minutes }: Props): ReactElement {
  const t = useTranslations('web.search');
  const locale = useLocale();
  const lesson = minutes === undefined ? null : priceOf(price.amount, Number(minutes));
  const converted = price.converted && lesson ? priceOf(price.converted, Number(minutes)) : price.converted;
  return (
    <p className={classes.price}>
      <b>
        <Money amount={lesson ?? price.amount} />
      </b>
      <span className={classes.unit}>{lesson ? t('perLesson', { n: minutes ?? '' }) : t('perHour')}</span>
      {converted ? (
        <span className={classes.converted}>{t('about', { amount: moneyText(converted, locale) })}</span>
      ) : null}
    </p>
  );
}
