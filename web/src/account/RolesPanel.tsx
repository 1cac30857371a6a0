'use client';

import { Button } from '@mantine/core';
import type { AccountView } from '@stoa/contracts/http/account';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import type { ReactElement } from 'react';
import { keys } from '../client/queries';
import { send } from '../client/send';
import { Problem } from '../ui/Problem';
import { Panel } from './AccountFrame';
import classes from './Account.module.css';
import { accountAsks, accountKeys } from './asks';

/** Student, tutor or both: the other one is taken by choice. */
export function RolesPanel({ account }: { readonly account: AccountView }): ReactElement {
  const t = useTranslations('web.account.account');
  const client = useQueryClient();
  const take = useMutation({
    mutationFn: (role: 'student' | 'tutor') => send(accountAsks.takeRole(role)),
    onSuccess: (changed) => {
      client.setQueryData(accountKeys.account, changed);
      void client.invalidateQueries({ queryKey: keys.me });
    },
  });
  const [learns, teaches] = [account.roles.includes('student'), account.roles.includes('tutor')];
  const roles = learns && teaches ? t('both') : learns ? t('student') : teaches ? t('tutor') : t('staff');
  return (
    <Panel title={t('roles')}>
      <p className={classes.help}>{t('rolesHelp', { roles })}</p>
      {learns && !teaches ? (
        <div>
          <Button variant="default" loading={take.isPending} onClick={() => take.mutate('tutor')}>
            {t('teach')}
          </Button>
          <p className={classes.help}>{t('teachHelp')}</p>
        </div>
      ) : null}
      {teaches && !learns ? (
        <div>
          <Button variant="default" loading={take.isPending} onClick={() => take.mutate('student')}>
            {t('learn')}
          </Button>
          <p className={classes.help}>{t('learnHelp')}</p>
        </div>
      ) : null}
      {take.error ? <Problem error={take.error} /> : null}
    </Panel>
  );
}
