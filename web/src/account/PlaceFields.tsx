'use client';

import { NativeSelect } from '@mantine/core';
import { timeText } from '@stoa/contracts/words/format';
import { useTranslations } from 'next-intl';
import type { ReactElement } from 'react';
import { useNow } from '../client/town';
import { usePlace } from '../ui/reader';
import { countryChoices, currencyText, zoneChoices, zoneText } from './places';
import { useInBrowser } from './useInBrowser';

interface Props {
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly error?: string | undefined;
}

export function CountryField({ value, onChange, error }: Props): ReactElement {
  const t = useTranslations('web.account.register');
  const { locale } = usePlace();
  const choices = useInBrowser() ? countryChoices(locale) : [];
  return (
    <NativeSelect
      label={t('country')}
      name="country"
      autoComplete="country"
      size="md"
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
      data={[{ value: '', label: t('choose'), disabled: true }, ...choices]}
      error={error}
    />
  );
}

/** A zone, confirmed in words: what time it is there now. */
export function ZoneField({ value, onChange, error, asOf }: Props & { readonly asOf: string }): ReactElement {
  const t = useTranslations('web.account.register');
  const { locale } = usePlace();
  const time = timeText(useNow(asOf), { zone: value, locale });
  return (
    <NativeSelect
      label={t('zone')}
      name="zone"
      size="md"
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
      data={useInBrowser() ? zoneChoices(value) : [{ value, label: zoneText(value) }]}
      description={t('zoneSays', { time })}
      error={error}
    />
  );
}

export function CurrencyField({
  value,
  onChange,
  offered,
}: Props & { readonly offered: readonly string[] }): ReactElement {
  const t = useTranslations('web.account.register');
  const { locale } = usePlace();
  const inBrowser = useInBrowser();
  return (
    <NativeSelect
      label={t('currency')}
      name="currency"
      size="md"
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
      data={offered.map((code) => ({ value: code, label: inBrowser ? currencyText(code, locale) : code }))}
      description={t('currencyHelp')}
    />
  );
}
