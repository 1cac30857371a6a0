'use client';

import { useMutation } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { type ReactElement, useEffect, useRef } from 'react';
import { send } from '../client/send';
import { rememberSignIn } from '../session/signedIn';
import { EmptyState } from '../ui/EmptyState';
import { Problem } from '../ui/Problem';
import { doorAsks } from './asks';
import classes from './Form.module.css';
import { Working } from './LinkPage';
import { useFragment } from './useFragment';

/** Takes over a look with somebody's eyes that was begun in the console. */
export function ViewAs(): ReactElement {
  const t = useTranslations('web.account.viewAs');
  const code = useFragment();
  const began = useRef(false);
  const take = useMutation({
    mutationFn: (secret: string) => send(doorAsks.takeOver(secret)),
    onSuccess: () => {
      rememberSignIn();
      window.location.assign('/bookings');
    },
  });
  const { mutate } = take;
  useEffect(() => {
    if (!code || began.current) return;
    began.current = true;
    mutate(code);
  }, [code, mutate]);
  if (code === '') return <EmptyState title={t('missing')} help={t('missingHelp')} headingLevel={1} />;
  if (take.error)
    return (
      <div className={classes.page}>
        <Problem error={take.error} headingLevel={1} />
      </div>
    );
  return <Working title={t('title')} said={t('working')} />;
}
