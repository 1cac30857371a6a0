'use client';

import { Button } from '@mantine/core';
import type { AccountView } from '@stoa/contracts/http/account';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { type ReactElement, useState } from 'react';
import { send } from '../client/send';
import { Panel } from './AccountFrame';
import classes from './Account.module.css';
import { accountAsks, accountKeys, accountQueries } from './asks';
import { leaveForGoogle } from './googleTrip';
import { ProofForm } from './ProofForm';

/** The link with a Google account, given and taken with the password as proof. */
export function GooglePanel({ account }: { readonly account: AccountView }): ReactElement | null {
  const t = useTranslations('web.account.security');
  const client = useQueryClient();
  const [open, setOpen] = useState(false);
  const options = useQuery({ ...accountQueries.options(), staleTime: 60_000 });
  const { googleEmail, hasPassword } = account;
  if (googleEmail === null && !options.data?.google) return null;
  const act = async (currentPassword: string) => {
    if (googleEmail === null) {
      const { url } = await send(accountAsks.startGoogleLink(currentPassword));
      return leaveForGoogle({ for: 'link', next: '/account/security' }, url);
    }
    client.setQueryData(accountKeys.account, await send(accountAsks.unlinkGoogle(currentPassword)));
    setOpen(false);
  };
  const words = googleEmail === null ? (['link', 'toGoogle'] as const) : (['unlink', 'unlink'] as const);
  return (
    <Panel title={t('google')}>
      <p className={classes.help}>
        {googleEmail === null ? t('googleNone') : t('googleLinked', { address: googleEmail })}{' '}
        {googleEmail === null ? null : t(hasPassword ? 'unlinkHelp' : 'unlinkNone')}
      </p>
      {open ? (
        <ProofForm
          ask={{ password: true, code: false }}
          submit={t(words[1])}
          danger={googleEmail !== null}
          send={({ currentPassword }) => act(currentPassword)}
          onClose={() => setOpen(false)}
        />
      ) : hasPassword ? (
        <div>
          <Button variant="default" onClick={() => setOpen(true)}>
            {t(words[0])}
          </Button>
        </div>
      ) : null}
    </Panel>
  );
}
