'use client';

import { TextInput } from '@mantine/core';
import type { CurrencyCode } from '@stoa/domain/currency';
import { useTranslations } from 'next-intl';
import { type ReactElement, useState } from 'react';
import { amountText, minorOf } from './amounts';

interface Props {
  readonly label: string;
  readonly help?: string;
  /** null: nothing is written there */
  readonly minor: number | null;
  readonly currency: CurrencyCode;
  readonly isOptional?: boolean;
  /** when the field is left with an amount, or, where it may be, empty */
  readonly onAmount: (minor: number | null) => void;
}

/** An amount that somebody writes: read as whole minor units, and refused where it is none. */
export function AmountField({ label, help, minor, currency, isOptional = false, onAmount }: Props): ReactElement {
  const t = useTranslations('web.teaching.profiles.rate');
  const [text, setText] = useState<string | null>(null);
  const shown = text ?? (minor === null || (minor === 0 && !isOptional) ? '' : amountText(minor, currency));
  const isEmpty = shown.trim() === '';
  const [isBad, setBad] = useState(false);
  const leave = () => {
    if (text === null) return;
    const read = minorOf(text, currency);
    const isFit = read !== null || (isEmpty && isOptional);
    setBad(!isFit);
    if (!isFit) return;
    setText(null);
    if (read !== minor) onAmount(read);
  };
  return (
    <TextInput
      label={label}
      description={help}
      inputMode="decimal"
      value={shown}
      rightSection={<span className="fine quiet">{currency}</span>}
      rightSectionWidth={52}
      error={isBad ? t('bad', { example: amountText(2800, currency) }) : undefined}
      onChange={(event) => setText(event.currentTarget.value)}
      onBlur={leave}
    />
  );
}
