'use client';

import { useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { Problem } from '../ui/Problem';
import { AccountFrame, PanelSkeleton } from './AccountFrame';
import { accountQueries } from './asks';
import { DevicesPanel } from './DevicesPanel';
import { EmailPanel } from './EmailPanel';
import { GooglePanel } from './GooglePanel';
import { PasswordPanel } from './PasswordPanel';
import { SecondStepPanel } from './SecondStepPanel';

/** What opens the account, and where it is open. */
export function SecurityPage(): ReactElement {
  const account = useQuery(accountQueries.account());
  return (
    <AccountFrame page="security">
      {account.data ? (
        <>
          <EmailPanel account={account.data} />
          <PasswordPanel account={account.data} />
          <SecondStepPanel account={account.data} />
          <GooglePanel account={account.data} />
          <DevicesPanel />
        </>
      ) : account.error ? (
        <Problem error={account.error} onAgain={() => void account.refetch()} />
      ) : (
        <PanelSkeleton rows={5} />
      )}
    </AccountFrame>
  );
}
