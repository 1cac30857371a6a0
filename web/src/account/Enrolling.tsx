'use client';

import { useTranslations } from 'next-intl';
import { type ReactElement, useState } from 'react';
import { send } from '../client/send';
import classes from './Account.module.css';
import { accountAsks } from './asks';
import { ProofForm } from './ProofForm';
import { QrCode, type QrModules, qrModules } from './QrCode';

interface Props {
  readonly hasPassword: boolean;
  readonly onCodes: (codes: readonly string[]) => void;
  readonly onClose: () => void;
}
interface Enrolment {
  readonly secret: string;
  readonly modules: QrModules;
}

/** Sets an authenticator up: the proof, then its secret, then a first code of it. */
export function Enrolling({ hasPassword, onCodes, onClose }: Props): ReactElement {
  const t = useTranslations('web.account.security');
  const [enrolment, setEnrolment] = useState<Enrolment | null>(null);
  if (enrolment === null)
    return (
      <ProofForm
        ask={{ password: hasPassword, code: false }}
        submit={t('begin')}
        send={async ({ currentPassword }) => {
          const { secret, uri } = await send(accountAsks.enrolTotp(hasPassword ? { currentPassword } : {}));
          setEnrolment({ secret, modules: await qrModules(uri) });
        }}
        onClose={onClose}
      />
    );
  return (
    <ProofForm
      key="code"
      ask={{ password: false, code: true }}
      submit={t('switchOn')}
      send={async ({ code }) => onCodes((await send(accountAsks.confirmTotp(code.trim()))).codes)}
      onClose={onClose}
    >
      {() => (
        <>
          <p>{t('scan')}</p>
          <QrCode modules={enrolment.modules} label={t('scanAlt')} />
          <p>
            {t('secret')}
            <br />
            <code className={classes.secret}>{enrolment.secret.replaceAll(/(.{4})(?=.)/g, '$1 ')}</code>
          </p>
        </>
      )}
    </ProofForm>
  );
}
