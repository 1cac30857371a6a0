'use client';

import { Button, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { type FormEvent, type ReactElement, useState } from 'react';
import { send } from '../client/send';
import { Problem } from '../ui/Problem';
import { doorAsks } from './asks';
import classes from './Form.module.css';
import { useFieldErrors } from './refusals';
import { looksLikeEmail } from './useRegistration';
import { clockText, usePause } from './usePause';

/** Asks for a way to a new password; the answer is the same whether the address has an account or not. */
export function ForgotPassword(): ReactElement {
  const t = useTranslations('web.account.forgot');
  const sign = useTranslations('web.signIn');
  const wait = useTranslations('web.account');
  const [email, setEmail] = useState('');
  const [checked, setChecked] = useState(false);
  const pause = usePause();
  const ask = useMutation({ mutationFn: () => send(doorAsks.forgot(email.trim())), onError: pause.obey });
  const { at, rest } = useFieldErrors(ask.error, ['email']);
  const missing = !looksLikeEmail(email);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setChecked(true);
    if (!missing && pause.left === 0) ask.mutate();
  };
  if (ask.data) return <Sent to={ask.data.sentTo} onOther={() => ask.reset()} />;
  return (
    <div className={classes.page}>
      <h1>{t('title')}</h1>
      <p className={classes.lead}>{t('lead')}</p>
      <form onSubmit={submit} noValidate className={classes.form}>
        <TextInput
          label={sign('email')}
          type="email"
          name="email"
          autoComplete="username"
          size="md"
          value={email}
          onChange={(event) => setEmail(event.currentTarget.value)}
          error={at('email') ?? (checked && missing ? sign('emailMissing') : undefined)}
        />
        {rest ? <Problem error={rest} onAgain={() => ask.mutate()} /> : null}
        <Button type="submit" fullWidth size="lg" loading={ask.isPending} disabled={pause.left > 0}>
          {pause.left > 0 ? wait('pause', { time: clockText(pause.left) }) : t('submit')}
        </Button>
      </form>
      <p className={classes.foot}>
        <a href="/sign-in">{t('back')}</a>
      </p>
    </div>
  );
}

interface SentProps {
  readonly to: string;
  /** back to the form, which still holds what was entered */
  readonly onOther: () => void;
}

function Sent({ to, onOther }: SentProps): ReactElement {
  const t = useTranslations('web.account.forgot');
  const words = useTranslations('web.account.sent');
  return (
    <div className={classes.page} role="status">
      <h1>{t('sentTitle')}</h1>
      <p className={classes.lead}>{t('sent', { address: to })}</p>
      <p className={classes.help}>{words('help')}</p>
      <div className={classes.buttons}>
        <Button variant="default" onClick={onOther}>
          {t('again')}
        </Button>
      </div>
      <p className={classes.foot}>
        <a href="/sign-in">{t('back')}</a>
      </p>
    </div>
  );
}
