'use client';

import { PasswordInput } from '@mantine/core';
import { PASSWORD_MAX, PASSWORD_MIN } from '@stoa/domain/passwords';
import { useTranslations } from 'next-intl';
import type { ReactElement } from 'react';
import classes from './Form.module.css';

const GOOD = 14;
const STRONG = 20;

/** Length is what makes a password hard to guess; 0 is none, 3 the best. */
const levelOf = (password: string): 0 | 1 | 2 | 3 => {
  if (password.length < PASSWORD_MIN || password.length > PASSWORD_MAX) return 0;
  return password.length < GOOD ? 1 : password.length < STRONG ? 2 : 3;
};
export const isLongEnough = (password: string): boolean => levelOf(password) > 0;

function useHint(password: string): string {
  const t = useTranslations('web.account.password');
  const { length } = password;
  if (length === 0) return t('empty', { min: String(PASSWORD_MIN) });
  if (length < PASSWORD_MIN) return t('short', { min: String(PASSWORD_MIN), n: PASSWORD_MIN - length });
  if (length > PASSWORD_MAX) return t('tooLong', { max: String(PASSWORD_MAX) });
  return t((['fair', 'fair', 'good', 'strong'] as const)[levelOf(password)]);
}

interface Props {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  /** a refusal of the API, in words */
  readonly error: string | undefined;
  /** the form was sent once: what is missing is an error now */
  readonly checked: boolean;
}

/** A new password, with a plain word about its length while it is typed. */
export function NewPassword({ label, value, onChange, error, checked }: Props): ReactElement {
  const hint = useHint(value);
  const level = levelOf(value);
  const wrong = error ?? (checked && level === 0 ? hint : undefined);
  return (
    <div>
      <PasswordInput
        label={label}
        name="new-password"
        autoComplete="new-password"
        size="md"
        required
        withAsterisk={false}
        value={value}
        onChange={(event) => onChange(event.currentTarget.value)}
        error={wrong}
      />
      <div className={classes.strength} data-level={wrong ? 0 : level} aria-hidden="true">
        <span />
        <span />
        <span />
      </div>
      {wrong ? null : (
        <p className={classes.help} role="status">
          {hint}
        </p>
      )}
    </div>
  );
}
