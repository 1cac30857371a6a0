'use client';

import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import type { ReactElement } from 'react';
import { asks } from '../client/asks';
import { send } from '../client/send';
import { rememberSignIn } from '../session/signedIn';
import { Problem } from '../ui/Problem';
import { doorAsks } from './asks';
import classes from './Form.module.css';
import { clockText, usePause } from './usePause';

interface Props {
  readonly email: string;
  /** what was chosen a moment ago: only its owner has another link sent */
  readonly password: string;
  readonly onOther: () => void;
}

/** What replaces a long form begins at its top, for eyes and screen readers alike. */
const intoSight = (heading: HTMLElement | null): void => heading?.focus();

/** The account is made; what is left lies in the mail. The same is said when the address has had an account. */
export function CheckMail({ email, password, onOther }: Props): ReactElement {
  const t = useTranslations('web.account.sent');
  const pause = usePause();
  const again = useMutation({
    mutationFn: async () => {
      await send(asks.signIn({ email, password }));
      rememberSignIn();
      return send(doorAsks.resend());
    },
    onError: pause.obey,
  });
  return (
    <div className={classes.page}>
      <h1 ref={intoSight} tabIndex={-1}>
        {t('title')}
      </h1>
      <p className={classes.lead}>{t('lead', { address: email })}</p>
      <p className={classes.help}>{t('help')}</p>
      <div aria-live="polite">
        {again.isSuccess ? <p className={classes.done}>{t('resent', { address: email })}</p> : null}
        {again.error ? <Problem error={again.error} /> : null}
      </div>
      <div className={classes.buttons}>
        <Button variant="default" loading={again.isPending} disabled={pause.left > 0} onClick={() => again.mutate()}>
          {pause.left > 0 ? t('wait', { time: clockText(pause.left) }) : t('resend')}
        </Button>
        <Button variant="subtle" onClick={onOther}>
          {t('other')}
        </Button>
      </div>
    </div>
  );
}
