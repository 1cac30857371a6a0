'use client';

import { Button, TextInput } from '@mantine/core';
import type { AccountView } from '@stoa/contracts/http/account';
import { useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { type ReactElement, useState } from 'react';
import { send } from '../client/send';
import { Panel } from './AccountFrame';
import { accountAsks, accountKeys } from './asks';
import { PendingEmail } from './PendingEmail';
import { ProofForm } from './ProofForm';
import { looksLikeEmail } from './useRegistration';

/** The address that opens the account, and the one that is to follow it. */
export function EmailPanel({ account }: { readonly account: AccountView }): ReactElement {
  const t = useTranslations('web.account.security');
  const [open, setOpen] = useState(false);
  return (
    <Panel title={t('email')}>
      <p>
        {account.email} <span className="quiet small">{t(account.emailVerified ? 'confirmed' : 'unconfirmed')}</span>
      </p>
      <PendingEmail account={account} />
      {open ? (
        <EmailForm onClose={() => setOpen(false)} />
      ) : account.hasPassword ? (
        <div>
          <Button variant="default" onClick={() => setOpen(true)} data-do="changeEmail">
            {t('changeEmail')}
          </Button>
        </div>
      ) : null}
    </Panel>
  );
}

function EmailForm({ onClose }: { readonly onClose: () => void }): ReactElement {
  const t = useTranslations('web.account.security');
  const words = useTranslations('web.signIn');
  const client = useQueryClient();
  const [email, setEmail] = useState('');
  return (
    <ProofForm
      ask={{ password: true, code: false }}
      submit={t('sendLink')}
      fields={['email']}
      complete={looksLikeEmail(email)}
      onClose={onClose}
      send={async ({ currentPassword }) => {
        await send(accountAsks.changeEmail({ email: email.trim(), currentPassword }));
        await client.invalidateQueries({ queryKey: accountKeys.account });
        onClose();
      }}
    >
      {(at, checked) => (
        <TextInput
          label={t('newEmail')}
          type="email"
          name="email"
          autoComplete="email"
          size="md"
          value={email}
          onChange={(event) => setEmail(event.currentTarget.value)}
          error={at('email') ?? (checked && !looksLikeEmail(email) ? words('emailMissing') : undefined)}
        />
      )}
    </ProofForm>
  );
}
