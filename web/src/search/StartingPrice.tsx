'use client';

import type { MoneyView } from '@stoa/contracts/http/shared';
import { useTranslations } from 'next-intl';
import type { ReactElement, ReactNode } from 'react';
import { Money } from '../ui/Money';

interface Props {
  readonly amount: MoneyView;
  /** some of what they teach costs more: said before the price */
  readonly varies: boolean;
  readonly home?: string;
}

const quiet = (text: ReactNode) => <span className="quiet fine">{text}</span>;

/** A tutor's price where no subject is chosen: what it begins at. */
export function StartingPrice({ amount, varies, home }: Props): ReactElement {
  const t = useTranslations('web.search');
  const price = () => (
    <b>
      <Money amount={amount} {...(home !== undefined && { home })} />
    </b>
  );
  return <span>{varies ? t.rich('startsAt', { quiet, price }) : price()}</span>;
}
