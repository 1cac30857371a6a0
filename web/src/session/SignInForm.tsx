'use client';

import { Button, PasswordInput, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { type FormEvent, type ReactElement, useState } from 'react';
import { accountQueries } from '../account/asks';
import classes from '../account/Form.module.css';
import { GoogleButton } from '../account/GoogleButton';
import { clockText } from '../account/usePause';
import { looksLikeEmail } from '../account/useRegistration';
import { Problem } from '../ui/Problem';
import { SecondStep } from './SecondStep';
import { useEnteredBefore } from './useEnteredBefore';
import { useMe } from './useMe';
import { useSignIn } from './useSignIn';

/** Sign in, and back to where the reader was. */
export function SignInForm({ next }: { readonly next: string }): ReactElement {
  const t = useTranslations('web.signIn');
  const step = useTranslations('web.account.step');
  const sign = useSignIn(() => window.location.assign(next));
  if (sign.challenge !== null)
    return (
      <div className={classes.page}>
        <h1>{step('title')}</h1>
        <div className={classes.lead} />
        <SecondStep challenge={sign.challenge} onDone={sign.done} onOver={sign.startAgain} />
      </div>
    );
  const query = `?next=${encodeURIComponent(next)}`;
  return (
    <div className={classes.page}>
      <h1>{t('title')}</h1>
      <Lead next={next} />
      <PasswordForm sign={sign} />
      <Google next={next} />
      <p className={classes.foot}>
        <a href="/forgot-password">{t('forgot')}</a>
        <span>
          {t('none')} <a href={`/register${query}`}>{t('register')}</a>
        </span>
      </p>
    </div>
  );
}

function PasswordForm({ sign: { enter, pause } }: { readonly sign: ReturnType<typeof useSignIn> }): ReactElement {
  const t = useTranslations('web.signIn');
  const wait = useTranslations('web.account');
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const [checked, setChecked] = useState(false);
  const missingEmail = !looksLikeEmail(email);
  const body = { email: email.trim(), password };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setChecked(true);
    if (!missingEmail && password && pause === 0) enter.mutate(body);
  };
  return (
    <form onSubmit={submit} noValidate className={classes.form}>
      <TextInput
        label={t('email')}
        description={t('emailHelp')}
        ref={useEnteredBefore(setEmail)}
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
        ref={useEnteredBefore(setPassword)}
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
      {enter.error ? <Problem error={enter.error} onAgain={() => enter.mutate(body)} /> : null}
      <Button type="submit" fullWidth size="lg" loading={enter.isPending || enter.isSuccess} disabled={pause > 0}>
        {pause > 0 ? wait('pause', { time: clockText(pause) }) : t('submit')}
      </Button>
    </form>
  );
}

/** Google stands here where the API says that it is set up. */
function Google({ next }: { readonly next: string }): ReactElement | null {
  const t = useTranslations('web.account.register');
  const options = useQuery({ ...accountQueries.options(), staleTime: 60_000 });
  if (!options.data?.google) return null;
  return (
    <>
      <p className={classes.or}>{t('orGoogle')}</p>
      <GoogleButton next={next} />
    </>
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
