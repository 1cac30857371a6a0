'use client';

import { Button } from '@mantine/core';
import { useTranslations } from 'next-intl';
import { type FormEvent, type ReactElement, useState } from 'react';
import { useMe } from '../session/useMe';
import { Problem } from '../ui/Problem';
import { Bar, Skeleton } from '../ui/Skeleton';
import { CheckMail } from './CheckMail';
import classes from './Form.module.css';
import { GoogleButton } from './GoogleButton';
import { clockText, usePause } from './usePause';
import { useFieldErrors } from './refusals';
import { Consents, EmailAndPassword, EmailOfGoogle, NameField, Placed, RoleField } from './RegisterFields';
import { FIELDS, type FromGoogle, type RegistrationState, useRegistration } from './useRegistration';
import { rememberWayOn } from './wayOn';

/** A new account, and then the mail that confirms its address. */
export function RegisterPage({ next }: { readonly next: string }): ReactElement {
  const t = useTranslations('web.account.register');
  const { me } = useMe();
  const [sentTo, setSentTo] = useState<string | null>(null);
  const form = useRegistration(null, (email, role) => {
    rememberWayOn(next, role);
    setSentTo(email);
  });
  if (sentTo !== null)
    return <CheckMail email={sentTo} password={form.value.password} onOther={() => setSentTo(null)} />;
  return (
    <div className={classes.page}>
      <h1>{t('title')}</h1>
      <p className={classes.lead}>
        {me ? t('already', { name: me.name }) : t('lead')} {me ? <a href={next}>{t('goOn')}</a> : null}
      </p>
      {form.options.data?.google ? (
        <>
          <GoogleButton next={next} />
          <p className={classes.or}>{t('orGoogle')}</p>
        </>
      ) : null}
      <RegisterForm form={form} google={null} />
      <p className={classes.foot}>
        <span>{t('have')}</span> <a href={`/sign-in?next=${encodeURIComponent(next)}`}>{t('signIn')}</a>
      </p>
    </div>
  );
}

interface Props {
  readonly form: RegistrationState;
  readonly google: FromGoogle | null;
}

export function RegisterForm({ form, google }: Props): ReactElement {
  const t = useTranslations('web.account');
  const [checked, setChecked] = useState(false);
  const { options, create, complete } = form;
  const { at, rest } = useFieldErrors(create.error, FIELDS);
  const pause = usePause();
  if (options.error) return <Problem error={options.error} onAgain={() => void options.refetch()} />;
  if (!options.data) return <FormSkeleton />;
  const submit = (event?: FormEvent) => {
    event?.preventDefault();
    setChecked(true);
    if (complete && pause.left === 0) create.mutate(undefined, { onError: pause.obey });
  };
  const shared = { form, checked, at };
  return (
    <form onSubmit={submit} noValidate className={classes.form}>
      <RoleField form={form} />
      <NameField {...shared} />
      {google ? <EmailOfGoogle email={google.email} /> : <EmailAndPassword {...shared} />}
      <Placed {...shared} options={options.data} />
      <Consents {...shared} options={options.data} />
      {rest ? <Problem error={rest} onAgain={submit} again={create.isPending ? 'working' : 'ready'} /> : null}
      <Button
        type="submit"
        fullWidth
        size="lg"
        loading={create.isPending || (google !== null && create.isSuccess)}
        disabled={pause.left > 0}
      >
        {pause.left > 0 ? t('pause', { time: clockText(pause.left) }) : t('register.submit')}
      </Button>
    </form>
  );
}

function FormSkeleton(): ReactElement {
  return (
    <Skeleton>
      <div className={classes.form}>
        {[1, 2, 3, 4, 5].map((row) => (
          <div key={row}>
            <Bar chars={14} />
            <Bar steps={11} />
          </div>
        ))}
      </div>
    </Skeleton>
  );
}
