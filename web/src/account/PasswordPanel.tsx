'use client';

import { Button } from '@mantine/core';
import type { AccountView } from '@stoa/contracts/http/account';
import { useTranslations } from 'next-intl';
import { type ReactElement, useState } from 'react';
import { send } from '../client/send';
import { Panel } from './AccountFrame';
import classes from './Account.module.css';
import { accountAsks } from './asks';
import form from './Form.module.css';
import { isLongEnough, NewPassword } from './NewPassword';
import { ProofForm } from './ProofForm';

/** The password: changed with the present one as proof, or had by mail where there is none. */
export function PasswordPanel({ account }: { readonly account: AccountView }): ReactElement {
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
