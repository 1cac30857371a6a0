'use client';

import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { type ReactElement, useState } from 'react';
import { send } from '../client/send';
import { Panel } from './AccountFrame';
import classes from './Account.module.css';
import { accountQueries } from './asks';
import { closingAsks } from './closingAsks';
import { ProofForm } from './ProofForm';

/** Hands a text to the browser as a file; nothing of it stays in the page. */
function save(text: string, name: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  URL.revokeObjectURL(url);
}

/** Everything that is kept about the reader, as a file. */
export function ExportPanel(): ReactElement {
  const t = useTranslations('web.closing.copy');
  const account = useQuery(accountQueries.account());
  const [asking, setAsking] = useState<'no' | 'yes' | 'done'>('no');
  const hasPassword = account.data?.hasPassword ?? true;
  return (
    <Panel title={t('title')}>
      <p className={classes.help}>{t('help')}</p>
      {asking === 'yes' ? (
        <ProofForm
          ask={{ password: hasPassword, code: false }}
          submit={t('submit')}
          send={async ({ currentPassword }) => {
            const copy = await send(closingAsks.copy(hasPassword ? { currentPassword } : {}));
            save(JSON.stringify(copy, null, 2), 'stoa-copy.json');
            setAsking('done');
          }}
          onClose={() => setAsking('no')}
        >
          {() => (hasPassword ? null : <p className={classes.help}>{t('freshHelp')}</p>)}
        </ProofForm>
      ) : (
        <>
          {asking === 'done' ? <p role="status">{t('done')}</p> : null}
          <div className={classes.saving}>
            <Button variant="default" onClick={() => setAsking('yes')}>
              {t('start')}
            </Button>
          </div>
        </>
      )}
    </Panel>
  );
}
