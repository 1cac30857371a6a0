'use client';

import { Button, PasswordInput, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { type FormEvent, type ReactElement, useState } from 'react';
import { ACTING_COOKIE, SIGNED_IN_COOKIE, writeCookie } from '../client/acting';
import { asks, type SignIn } from '../client/asks';
import { send } from '../client/send';
import { Problem } from '../ui/Problem';
import classes from './SignInForm.module.css';
import { useMe } from './useMe';

/** Sign in, and back to where the reader was. */
export function SignInForm({ next }: { readonly next: string }): ReactElement {
  const t = useTranslations('web.signIn');
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const [checked, setChecked] = useState(false);
  const enter = useMutation({
    mutationFn: (body: SignIn) => send(asks.signIn(body)),
    onSuccess: () => {
      // a role kept for somebody else on this device
      writeCookie(ACTING_COOKIE, null);
      writeCookie(SIGNED_IN_COOKIE, '1');
      window.location.assign(next);
    },
  });
  const missingEmail = !/^\S+@\S+\.\S+$/.test(email.trim());
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setChecked(true);
    if (!missingEmail && password) enter.mutate({ email: email.trim(), password });
  };
  return (
    <div className={classes.page}>
      <h1>{t('title')}</h1>
      <Lead next={next} />
      <form onSubmit={submit} noValidate className={classes.form}>
        <TextInput
          label={t('email')}
          description={t('emailHelp')}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          type="email"
          name="email"
          autoComplete="username"
          size="md"
          required
          withAsterisk={false}
          value={email}
          onChange={(event) => setEmail(event.currentTarget.value)}
          error={checked && missingEmail ? t('emailMissing') : undefined}
        />
        <PasswordInput
          label={t('password')}
          name="password"
          autoComplete="current-password"
          size="md"
          required
          withAsterisk={false}
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
          error={checked && !password ? t('passwordMissing') : undefined}
        />
        {enter.error ? <Problem error={enter.error} onAgain={() => enter.mutate({ email, password })} /> : null}
        <Button type="submit" fullWidth size="lg" loading={enter.isPending || enter.isSuccess}>
          {t('submit')}
        </Button>
      </form>
    </div>
  );
}

function Lead({ next }: { readonly next: string }): ReactElement {
  const t = useTranslations('web.signIn');
  const { me } = useMe();
  if (!me) return <p className={classes.lead}>{t('lead')}</p>;
  return (
    <p className={classes.lead}>
      {t('already', { name: me.name })} <a href={next}>{t('goOn')}</a>
    </p>
  );
}
