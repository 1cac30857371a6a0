'use client';

import { Checkbox, NativeSelect, SegmentedControl } from '@mantine/core';
import { moneyText } from '@stoa/contracts/words/format';
import { money, WHOLE_BPS } from '@stoa/domain/money';
import { CANCELLATION_PRESETS, POLICIES } from '@stoa/domain/policies';
import { commissionTierBps, divide, priceFor, serviceFeeFor } from '@stoa/domain/pricing';
import { useLocale, useTranslations } from 'next-intl';
import type { ReactElement } from 'react';
import { AmountField } from './AmountField';
import { FieldSaid } from './FieldSaid';
import classes from './Profile.module.css';
import type { ProfileValues } from './profileFields';
import type { Profile } from './useProfile';
import { Pair } from '../ui/Pair';

type Preset = ProfileValues['cancellation'];
const PRESETS = Object.keys(CANCELLATION_PRESETS) as Preset[];
const USUAL_TRIAL = { priceMinor: 0, minutes: 30 };

/** Trial, what a cancellation costs, and whether paid lessons are booked at once. */
export function TermsStep({ profile }: { readonly profile: Profile }): ReactElement {
  const t = useTranslations('web.teaching.profiles');
  return (
    <div className={classes.fields}>
      <TrialField profile={profile} />
      <CancellationField profile={profile} />
      <div>
        <Checkbox
          label={t('instant.label')}
          description={t('instant.help')}
          checked={profile.values.instantBooking}
          onChange={(event) => void profile.choose({ instantBooking: event.currentTarget.checked })}
        />
        <FieldSaid profile={profile} field="instantBooking" label={t('instant.label')} />
      </div>
    </div>
  );
}

function TrialField({ profile }: { readonly profile: Profile }): ReactElement {
  const t = useTranslations('web.teaching.profiles');
  const { trial, hourlyRate } = profile.values;
  return (
    <div>
      <Checkbox
        label={t('trial.offer')}
        description={t('trial.help')}
        checked={trial !== null}
        onChange={(event) => void profile.choose({ trial: event.currentTarget.checked ? USUAL_TRIAL : null })}
      />
      {trial ? (
        <Pair>
          <AmountField
            label={t('trial.price')}
            minor={trial.priceMinor}
            currency={hourlyRate.currency}
            isOptional
            onAmount={(priceMinor) => void profile.choose({ trial: { ...trial, priceMinor: priceMinor ?? 0 } })}
          />
          <NativeSelect
            label={t('trial.minutes')}
            value={String(trial.minutes)}
            data={POLICIES.durationsMinutes.map((n) => ({
              value: String(n),
              label: t('rate.minutes', { n: String(n) }),
            }))}
            onChange={(event) =>
              void profile.choose({ trial: { ...trial, minutes: Number(event.currentTarget.value) } })
            }
          />
        </Pair>
      ) : null}
      <FieldSaid profile={profile} field="trial" label={t('trial.offer')} />
    </div>
  );
}

function CancellationField({ profile }: { readonly profile: Profile }): ReactElement {
  const t = useTranslations('web.teaching.profiles.cancellation');
  const { cancellation } = profile.values;
  return (
    <div>
      <p className={classes.label}>{t('label')}</p>
      <SegmentedControl
        aria-label={t('label')}
        fullWidth
        value={cancellation}
        data={PRESETS.map((preset) => ({ value: preset, label: t(preset) }))}
        onChange={(value) =>
          void profile.choose({ cancellation: PRESETS.find((one) => one === value) ?? cancellation })
        }
      />
      <p className={classes.rule}>{useRuleText(cancellation)}</p>
      <Example profile={profile} />
      <FieldSaid profile={profile} field="cancellation" label={t('label')} />
    </div>
  );
}

function useRuleText(preset: Preset): string {
  const t = useTranslations('web.teaching.profiles.cancellation');
  const { rows, laterShareBps } = CANCELLATION_PRESETS[preset];
  const parts = rows.map(({ hoursBefore: hours, studentShareBps }) =>
    studentShareBps === WHOLE_BPS ? t('full', { hours }) : t('part', { hours, percent: String(studentShareBps / 100) }),
  );
  const later = laterShareBps === 0 ? t('laterNone') : t('laterPart', { percent: String(laterShareBps / 100) });
  const text = [...parts, later].join('; ');
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}

/** Between the borders of all three presets: each answers differently. */
const EXAMPLE_HOURS = 18;

function Example({ profile }: { readonly profile: Profile }): ReactElement | null {
  const t = useTranslations('web.teaching.profiles.cancellation');
  const locale = useLocale();
  const { hourlyRate, cancellation } = profile.values;
  const { currency } = hourlyRate;
  const price = priceFor(money(hourlyRate.amountMinor, currency), 60);
  if (!price.ok) return null;
  const { rows, laterShareBps } = CANCELLATION_PRESETS[cancellation];
  const share = rows.find(({ hoursBefore }) => EXAMPLE_HOURS >= hoursBefore)?.studentShareBps ?? laterShareBps;
  const fee = serviceFeeFor(price.value).amountMinor;
  const terms = { price: price.value, serviceFeeMinor: fee, commissionBps: commissionTierBps(0, currency) };
  const { returned, earns } = divide(terms, share);
  const said = (amount: Parameters<typeof moneyText>[0]) => moneyText(amount, locale);
  const values = {
    price: said(price.value),
    returned: said(returned),
    earns: said(earns),
    hours: String(EXAMPLE_HOURS),
  };
  return <p className="small quiet">{t('example', values)}</p>;
}
