'use client';

import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { type FormEvent, type ReactElement, useState } from 'react';
import { codeOf } from '../client/problem';
import { send } from '../client/send';
import { forgetSignIn } from '../session/signedIn';
import { EmptyState } from '../ui/EmptyState';
import { Problem } from '../ui/Problem';
import { doorAsks } from './asks';
import classes from './Form.module.css';
import { isLongEnough, NewPassword } from './NewPassword';
import { useFieldErrors } from './refusals';
import { useLinkToken } from './useFragment';

/** A new password, by the token of a mail's link. A refused password spends nothing: the next one goes with the same link. */
export function ResetPassword(): ReactElement {
  const t = useTranslations('web.account.reset');
  const link = useTranslations('web.account.link');
  const words = useTranslations('web.account.password');
  const token = useLinkToken();
  const [password, setPassword] = useState('');
  const [checked, setChecked] = useState(false);
  const save = useMutation({
    mutationFn: () => send(doorAsks.reset({ token: token ?? '', password })),
    onSuccess: forgetSignIn,
  });
  const { at, rest } = useFieldErrors(save.error, ['password']);
  if (token === null)
    return (
      <EmptyState title={link('missing')} help={link('missingHelp')} headingLevel={1}>
        <Button component="a" href="/forgot-password">
          {t('again')}
        </Button>
      </EmptyState>
    );
  if (save.isSuccess) return <Done />;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setChecked(true);
    if (isLongEnough(password)) save.mutate();
  };
  const isOver = codeOf(save.error).startsWith('link_');
  return (
    <div className={classes.page}>
      <h1>{t('title')}</h1>
      <p className={classes.lead}>{t('lead')}</p>
      <form onSubmit={submit} noValidate className={classes.form}>
        <NewPassword
          label={words('fresh')}
          value={password}
          onChange={setPassword}
          error={at('password')}
          checked={checked}
        />
        {rest ? (
          <Problem error={rest} onAgain={() => save.mutate()}>
            {isOver ? (
              <Button component="a" href="/forgot-password">
                {t('again')}
              </Button>
            ) : null}
          </Problem>
        ) : null}
        {isOver ? null : (
          <Button type="submit" fullWidth size="lg" loading={save.isPending}>
            {t('submit')}
          </Button>
        )}
      </form>
    </div>
  );
}

function Done(): ReactElement {
  const t = useTranslations('web.account.reset');
  const link = useTranslations('web.account.link');
  return (
    <div className={classes.page} role="status">
      <h1>{t('done')}</h1>
      <p className={classes.lead}>{t('doneHelp')}</p>
      <Button component="a" href="/sign-in" size="lg" fullWidth>
        {link('signIn')}
      </Button>
    </div>
  );
}
