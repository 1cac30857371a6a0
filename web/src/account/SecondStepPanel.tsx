'use client';

import { Button } from '@mantine/core';
import type { AccountView } from '@stoa/contracts/http/account';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { type ReactElement, useState } from 'react';
import { send } from '../client/send';
import { Problem } from '../ui/Problem';
import { Panel, PanelSkeleton } from './AccountFrame';
import classes from './Account.module.css';
import { accountAsks, accountKeys, accountQueries } from './asks';
import { Enrolling } from './Enrolling';
import { ProofForm } from './ProofForm';
import { RecoveryCodes } from './RecoveryCodes';

type Doing = 'nothing' | 'setUp' | 'newCodes' | 'switchOff';

/** The second step of signing in: set up, its recovery codes, and off again. */
export function SecondStepPanel({ account }: { readonly account: AccountView }): ReactElement {
  const t = useTranslations('web.account.security');
  const client = useQueryClient();
  const totp = useQuery(accountQueries.totp());
  const [doing, setDoing] = useState<Doing>('nothing');
  const [codes, setCodes] = useState<readonly string[] | null>(null);
  const stop = () => {
    setDoing('nothing');
    void client.invalidateQueries({ queryKey: [...accountKeys.all, 'totp'] });
  };
  const show = (shown: readonly string[]) => {
    setCodes(shown);
    stop();
  };
  if (!totp.data)
    return (
      <Panel title={t('second')}>
        {totp.error ? <Problem error={totp.error} onAgain={() => void totp.refetch()} /> : <PanelSkeleton rows={1} />}
      </Panel>
    );
  const { on, recoveryCodesLeft: n } = totp.data;
  return (
    <Panel title={t('second')}>
      {codes ? null : <p className={classes.help}>{on ? t('secondOn', { n }) : t('secondOff')}</p>}
      {codes ? (
        <RecoveryCodes codes={codes} onKept={() => setCodes(null)} />
      ) : doing === 'setUp' ? (
        <Enrolling hasPassword={account.hasPassword} onCodes={show} onClose={stop} />
      ) : doing === 'newCodes' ? (
        <NewCodes onCodes={show} onClose={stop} />
      ) : doing === 'switchOff' ? (
        <SwitchOff hasPassword={account.hasPassword} onClose={stop} />
      ) : (
        <Choices on={on} onDo={setDoing} />
      )}
    </Panel>
  );
}

function Choices({ on, onDo }: { readonly on: boolean; readonly onDo: (doing: Doing) => void }): ReactElement {
  const t = useTranslations('web.account.security');
  const choices = on ? (['newCodes', 'switchOff'] as const) : (['setUp'] as const);
  return (
    <div className={classes.saving}>
      {choices.map((one) => (
        <Button
          key={one}
          variant={one === 'switchOff' ? 'subtle' : 'default'}
          color={one === 'switchOff' ? 'terracotta' : 'aegean'}
          onClick={() => onDo(one)}
          data-do={one}
        >
          {t(one)}
        </Button>
      ))}
    </div>
  );
}

interface CodesProps {
  readonly onCodes: (codes: readonly string[]) => void;
  readonly onClose: () => void;
}

function NewCodes({ onCodes, onClose }: CodesProps): ReactElement {
  const t = useTranslations('web.account.security');
  return (
    <ProofForm
      ask={{ password: false, code: true }}
      submit={t('makeCodes')}
      send={async ({ code }) => onCodes((await send(accountAsks.renewCodes(code.trim()))).codes)}
      onClose={onClose}
    >
      {() => <p className={classes.help}>{t('newCodesHelp')}</p>}
    </ProofForm>
  );
}

function SwitchOff({ hasPassword, onClose }: { hasPassword: boolean; onClose: () => void }): ReactElement {
  const t = useTranslations('web.account.security');
  return (
    <ProofForm
      ask={{ password: hasPassword, code: true }}
      submit={t('switchOff')}
      danger
      send={async ({ currentPassword, code }) => {
        await send(accountAsks.disableTotp({ code: code.trim(), ...(hasPassword && { currentPassword }) }));
        onClose();
      }}
      onClose={onClose}
    >
      {() => <p className={classes.help}>{t('switchOffHelp')}</p>}
    </ProofForm>
  );
}
