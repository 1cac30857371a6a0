'use client';

import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { type ReactElement, useEffect, useRef } from 'react';
import { codeOf } from '../client/problem';
import { keys } from '../client/queries';
import { send } from '../client/send';
import { forgetSignIn } from '../session/signedIn';
import { useMe } from '../session/useMe';
import { EmptyState } from '../ui/EmptyState';
import { Problem } from '../ui/Problem';
import { Bar, Skeleton } from '../ui/Skeleton';
import { accountKeys, doorAsks, type LinkPurpose } from './asks';
import classes from './Form.module.css';
import { LinkWayOut } from './LinkWayOut';
import { useLinkToken } from './useFragment';
import { wayOn } from './wayOn';

const WORDS = {
  verify: { title: 'verifyTitle', done: 'verifyDone', help: 'verifyHelp' },
  confirm: { title: 'changeTitle', done: 'changeDone', help: 'changeHelp' },
  restore: { title: 'restoreTitle', done: 'restoreDone', help: 'restoreHelp' },
} as const;

/** Where a mail's link leads: it is opened at once, except where opening it signs everybody out. */
export function LinkPage({ purpose }: { readonly purpose: LinkPurpose }): ReactElement {
  const t = useTranslations('web.account.link');
  const token = useLinkToken();
  const client = useQueryClient();
  const opened = useRef(false);
  const open = useMutation({
    mutationFn: (secret: string) => send(doorAsks.openLink(purpose, secret)),
    onSuccess: () => {
      if (purpose === 'restore') forgetSignIn();
      void client.invalidateQueries({ queryKey: keys.me });
      void client.invalidateQueries({ queryKey: accountKeys.all });
    },
  });
  const { mutate } = open;
  useEffect(() => {
    if (!token || purpose === 'restore' || opened.current) return;
    opened.current = true;
    mutate(token);
  }, [token, purpose, mutate]);
  if (token === null)
    return (
      <EmptyState title={t('missing')} help={t('missingHelp')} headingLevel={1}>
        {purpose === 'restore' ? null : <LinkWayOut code="link_unknown" purpose={purpose} />}
      </EmptyState>
    );
  if (open.data) return <Done purpose={purpose} email={open.data.email} />;
  if (open.error)
    return (
      <div className={classes.page}>
        <Problem error={open.error} headingLevel={1} onAgain={() => token && mutate(token)}>
          <LinkWayOut code={codeOf(open.error)} purpose={purpose} />
        </Problem>
      </div>
    );
  if (purpose === 'restore' && token)
    return (
      <div className={classes.page}>
        <h1>{t('restoreTitle')}</h1>
        <p className={classes.lead}>{t('restoreAsk')}</p>
        <Button size="lg" fullWidth color="terracotta" loading={open.isPending} onClick={() => mutate(token)}>
          {t('restoreSubmit')}
        </Button>
      </div>
    );
  return <Working title={t(WORDS[purpose].title)} said={t('working')} />;
}

export function Working({ title, said }: { readonly title: string; readonly said: string }): ReactElement {
  return (
    <div className={classes.page}>
      <h1>{title}</h1>
      <p className={classes.lead}>{said}</p>
      <Skeleton>
        <Bar steps={12} />
      </Skeleton>
    </div>
  );
}

function Done({ purpose, email }: { readonly purpose: LinkPurpose; readonly email: string }): ReactElement {
  const t = useTranslations('web.account.link');
  const { me } = useMe();
  const words = WORDS[purpose];
  const on = purpose === 'verify' ? wayOn() : '/account/security';
  const signedIn = me !== null && purpose !== 'restore';
  const href = signedIn ? on : `/sign-in?next=${encodeURIComponent(on)}`;
  return (
    <div className={classes.page} role="status">
      <h1>{t(words.done)}</h1>
      <p className={classes.lead}>{t(words.help, { address: email })}</p>
      {purpose === 'restore' ? (
        <p className={classes.foot}>
          <a href="/forgot-password">{t('restoreMail')}</a>
        </p>
      ) : (
        <Button component="a" href={href} size="lg" fullWidth>
          {t(signedIn ? 'goOn' : 'signIn')}
        </Button>
      )}
    </div>
  );
}
