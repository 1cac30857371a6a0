'use client';

import { NativeSelect } from '@mantine/core';
import { CURRENCIES, type CurrencyCode } from '@stoa/domain/currency';
import { money } from '@stoa/domain/money';
import { commissionTierBps, divide, priceFor, serviceFeeFor } from '@stoa/domain/pricing';
import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import type { ReactElement } from 'react';
import { Money } from '../ui/Money';
import { Pair } from '../ui/Pair';
import { AmountField } from './AmountField';
import { FieldSaid } from './FieldSaid';
import classes from './Profile.module.css';
import { teachingQueries } from './queries';
import { SubjectsField } from './SubjectsField';
import type { Profile } from './useProfile';

const CODES = Object.keys(CURRENCIES) as CurrencyCode[];

/** What an hour costs, in which currency, and which subjects at which levels. */
export function PricesStep({ profile }: { readonly profile: Profile }): ReactElement {
  const t = useTranslations('web.teaching.profiles.rate');
  const { hourlyRate } = profile.values;
  return (
    <div className={classes.fields}>
      <div>
        <Pair>
          <AmountField
            label={t('label')}
            help={t('help', { currency: hourlyRate.currency })}
            minor={hourlyRate.amountMinor}
            currency={hourlyRate.currency}
            onAmount={(amountMinor) =>
              void profile.choose({ hourlyRate: { ...hourlyRate, amountMinor: amountMinor ?? 0 } })
            }
          />
          <NativeSelect
            label={t('currency')}
            data={CODES}
            value={hourlyRate.currency}
            onChange={({ currentTarget: { value } }) => {
              const currency = CODES.find((code) => code === value) ?? hourlyRate.currency;
              void profile.choose({ hourlyRate: { ...hourlyRate, currency } });
            }}
          />
        </Pair>
        <FieldSaid profile={profile} field="hourlyRate" label={t('label')} />
      </div>
      <Earnings rateMinor={hourlyRate.amountMinor} currency={hourlyRate.currency} />
      <SubjectsField profile={profile} />
    </div>
  );
}

/** Of who has not chosen yet. */
const USUAL_LENGTHS = [60];

interface EarningsProps {
  readonly rateMinor: number;
  readonly currency: CurrencyCode;
}

/**
 * For each length: what a student pays and what is left for the tutor, by the rules that bookings are charged by. The
 * table keeps its place while there is no price: what comes when the price is left would push away what is pressed next.
 */
function Earnings({ rateMinor, currency }: EarningsProps): ReactElement {
  const t = useTranslations('web.teaching.profiles.rate');
  const rules = useQuery(teachingQueries.rules());
  const commissionBps = commissionTierBps(0, currency);
  const rows = (rules.data?.durations ?? USUAL_LENGTHS).map((minutes) => {
    const price = priceFor(money(rateMinor, currency), minutes);
    if (!price.ok) return { minutes, pays: null, earns: null };
    const fee = serviceFeeFor(price.value).amountMinor;
    const { earns } = divide({ price: price.value, serviceFeeMinor: fee, commissionBps }, 0);
    return { minutes, pays: { ...price.value, amountMinor: price.value.amountMinor + fee }, earns };
  });
  return (
    <div>
      <table className={classes.earnings}>
        <caption className="hidden">{t('table')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('lesson')}</th>
            <th scope="col">{t('pays')}</th>
            <th scope="col">{t('earns')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ minutes, pays, earns }) => (
            <tr key={minutes}>
              <th scope="row">{t('minutes', { n: String(minutes) })}</th>
              <td>{pays ? <Money amount={pays} /> : t('noPrice')}</td>
              <td>
                <b>{earns ? <Money amount={earns} /> : t('noPrice')}</b>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="fine quiet">{t('commission', { percent: String(commissionBps / 100) })}</p>
    </div>
  );
}
