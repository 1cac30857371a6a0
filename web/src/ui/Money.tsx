import { moneyText } from '@stoa/contracts/words/format';
import { useLocale } from 'next-intl';
import type { ReactElement } from 'react';
import classes from './Money.module.css';

export interface Amount {
  readonly amountMinor: number;
  readonly currency: string;
}

interface Props {
  readonly amount: Amount;
  /** currency of everything around it: an amount in another one carries its code, so that nobody adds them up */
  readonly home?: string;
  /** money that comes to the reader or leaves: shown with its sign */
  readonly signed?: boolean;
}

/** An amount of money. */
export function Money({ amount, home, signed = false }: Props): ReactElement {
  const locale = useLocale();
  const text = moneyText(amount, locale);
  const plus = signed && amount.amountMinor > 0 ? '+' : '';
  const tone = amount.amountMinor < 0 ? classes.negative : amount.amountMinor === 0 ? classes.zero : undefined;
  const foreign = home !== undefined && home !== amount.currency;
  return (
    <data className={`${classes.money} ${tone ?? ''}`} value={amount.amountMinor}>
      {plus}
      {text}
      {foreign && !text.includes(amount.currency) ? <span className={classes.other}> {amount.currency}</span> : null}
    </data>
  );
}
