'use client';

import { Checkbox, SegmentedControl, TextInput } from '@mantine/core';
import type { Document } from '@stoa/domain/consents';
import type { RegistrationOptions } from '@stoa/contracts/http/accounts';
import { useTranslations } from 'next-intl';
import type { ReactElement, ReactNode } from 'react';
import classes from './Form.module.css';
import { NewPassword } from './NewPassword';
import { CountryField, CurrencyField, ZoneField } from './PlaceFields';
import { looksLikeEmail, type RegistrationState } from './useRegistration';

interface Props {
  readonly form: RegistrationState;
  /** the form was sent once: what is missing is an error now */
  readonly checked: boolean;
  readonly at: (field: string) => string | undefined;
}

/** Student or tutor: the first question, because everything else is the same. */
export function RoleField({ form }: Pick<Props, 'form'>): ReactElement {
  const t = useTranslations('web.account.register');
  return (
    <fieldset>
      <legend className={classes.legend}>{t('role')}</legend>
      <SegmentedControl
        fullWidth
        size="md"
        aria-label={t('role')}
        value={form.value.role}
        onChange={(role) => form.enter({ role: role === 'tutor' ? 'tutor' : 'student' })}
        data={[
          { value: 'student', label: t('student') },
          { value: 'tutor', label: t('tutor') },
        ]}
      />
      <p className={classes.help}>{t('roleHelp')}</p>
    </fieldset>
  );
}

export function NameField({ form, checked, at }: Props): ReactElement {
  const t = useTranslations('web.account.register');
  const { displayName } = form.value;
  return (
    <TextInput
      label={t('name')}
      description={t('nameHelp')}
      name="name"
      autoComplete="name"
      size="md"
      maxLength={100}
      value={displayName}
      onChange={(event) => form.enter({ displayName: event.currentTarget.value })}
      error={at('displayName') ?? (checked && displayName.trim() === '' ? t('nameMissing') : undefined)}
    />
  );
}

export function EmailAndPassword({ form, checked, at }: Props): ReactElement {
  const t = useTranslations('web.account');
  const sign = useTranslations('web.signIn');
  const { email, password } = form.value;
  return (
    <>
      <TextInput
        label={t('register.email')}
        description={t('register.emailHelp')}
        type="email"
        name="email"
        autoComplete="email"
        size="md"
        maxLength={254}
        value={email}
        onChange={(event) => form.enter({ email: event.currentTarget.value })}
        error={at('email') ?? (checked && !looksLikeEmail(email) ? sign('emailMissing') : undefined)}
      />
      <NewPassword
        label={t('password.label')}
        value={password}
        onChange={(next) => form.enter({ password: next })}
        error={at('password')}
        checked={checked}
      />
    </>
  );
}

/** An address that needs no link, because Google vouches for it. */
export function EmailOfGoogle({ email }: { readonly email: string }): ReactElement {
  const t = useTranslations('web.account.register');
  return (
    <div>
      <p className={classes.legend}>{t('email')}</p>
      <p>{email}</p>
      <p className={classes.help}>{t('emailOfGoogle')}</p>
    </div>
  );
}

type Options = Pick<(typeof RegistrationOptions)['_output'], 'documents' | 'currencies' | 'asOf'>;

export function Placed({ form, checked, at, options }: Props & { readonly options: Options }): ReactElement {
  const t = useTranslations('web.account.register');
  const { country, zone, currency } = form.value;
  const missing = checked && country === '' ? t('countryMissing') : undefined;
  return (
    <>
      <CountryField
        value={country}
        onChange={(next) => form.enter({ country: next })}
        error={at('country') ?? missing}
      />
      <ZoneField value={zone} onChange={(next) => form.enter({ zone: next })} error={at('zone')} asOf={options.asOf} />
      <CurrencyField
        value={currency}
        onChange={(next) => form.enter({ currency: next })}
        offered={options.currencies}
      />
    </>
  );
}

/** Both texts, each with its version; the link opens beside the form, so that nothing entered is left. */
export function Consents({ form, checked, options }: Omit<Props, 'at'> & { readonly options: Options }): ReactElement {
  const t = useTranslations('web.account.register');
  const box = (name: Document) => {
    const version = options.documents[name];
    const link = (chunks: ReactNode) => (
      <a href={`/${name}`} target="_blank" rel="noopener">
        {chunks}
      </a>
    );
    return (
      <Checkbox
        key={name}
        name={name}
        checked={form.agreed[name]}
        onChange={(event) => form.enter({ [name]: event.currentTarget.checked ? version : null })}
        label={t.rich(name, { link, version })}
        error={checked && !form.agreed[name] ? t('consentMissing') : undefined}
      />
    );
  };
  return (
    <>
      {box('terms')}
      {box('privacy')}
    </>
  );
}
