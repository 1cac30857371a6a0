'use client';

import { Button, TextInput } from '@mantine/core';
import type { AccountView } from '@stoa/contracts/http/account';
import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { type ReactElement, useState } from 'react';
import { send } from '../client/send';
import { Problem } from '../ui/Problem';
import { AccountFrame, Panel, PanelSkeleton } from './AccountFrame';
import classes from './Account.module.css';
import { accountAsks, accountQueries } from './asks';
import { DevicesPanel } from './DevicesPanel';
import form from './Form.module.css';
import { GooglePanel } from './GooglePanel';
import { isLongEnough, NewPassword } from './NewPassword';
import { ProofForm } from './ProofForm';
import { SecondStepPanel } from './SecondStepPanel';
import { looksLikeEmail } from './useRegistration';

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

function EmailPanel({ account }: { readonly account: AccountView }): ReactElement {
  const t = useTranslations('web.account.security');
  const [open, setOpen] = useState(false);
  const [pending, setPending] = useState<string | null>(null);
  return (
    <Panel title={t('email')}>
      <p>
        {account.email} <span className="quiet small">{t(account.emailVerified ? 'confirmed' : 'unconfirmed')}</span>
      </p>
      {pending ? (
        <div role="status">
          <p className={form.done}>{t('pending', { address: pending })}</p>
          <p className={classes.help}>{t('pendingHelp', { present: account.email })}</p>
        </div>
      ) : null}
      {open ? (
        <EmailForm onSent={setPending} onClose={() => setOpen(false)} />
      ) : account.hasPassword ? (
        <div>
          <Button variant="default" onClick={() => setOpen(true)}>
            {t('changeEmail')}
          </Button>
        </div>
      ) : null}
    </Panel>
  );
}

function EmailForm({ onSent, onClose }: { onSent: (email: string) => void; onClose: () => void }): ReactElement {
  const t = useTranslations('web.account.security');
  const words = useTranslations('web.signIn');
  const [email, setEmail] = useState('');
  return (
    <ProofForm
      ask={{ password: true, code: false }}
      submit={t('sendLink')}
      fields={['email']}
      complete={looksLikeEmail(email)}
      onClose={onClose}
      send={async ({ currentPassword }) => {
        const { sentTo } = await send(accountAsks.changeEmail({ email: email.trim(), currentPassword }));
        onSent(sentTo);
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

function PasswordPanel({ account }: { readonly account: AccountView }): ReactElement {
  const t = useTranslations('web.account.security');
  const [state, setState] = useState<'closed' | 'open' | 'done'>('closed');
  return (
    <Panel title={t('password')}>
      <p className={classes.help}>{t(account.hasPassword ? 'passwordHelp' : 'passwordNone')}</p>
      {state === 'done' ? (
        <p role="status" className={form.done}>
          {t('passwordDone')}
        </p>
      ) : null}
      {state === 'open' ? (
        <PasswordForm onDone={() => setState('done')} onClose={() => setState('closed')} />
      ) : account.hasPassword ? (
        <div>
          <Button variant="default" onClick={() => setState('open')}>
            {t('changePassword')}
          </Button>
        </div>
      ) : (
        <div>
          <Button component="a" href="/forgot-password" variant="default">
            {t('passwordSet')}
          </Button>
        </div>
      )}
    </Panel>
  );
}

function PasswordForm({ onDone, onClose }: { onDone: () => void; onClose: () => void }): ReactElement {
  const t = useTranslations('web.account');
  const [password, setPassword] = useState('');
  return (
    <ProofForm
      ask={{ password: true, code: false }}
      submit={t('security.savePassword')}
      fields={['password']}
      complete={isLongEnough(password)}
      onClose={onClose}
      send={async ({ currentPassword }) => {
        await send(accountAsks.changePassword({ currentPassword, password }));
        onDone();
      }}
    >
      {(at, checked) => (
        <NewPassword
          label={t('password.fresh')}
          value={password}
          onChange={setPassword}
          error={at('password')}
          checked={checked}
        />
      )}
    </ProofForm>
  );
}
