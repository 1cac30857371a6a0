'use client';

import { Button } from '@mantine/core';
import type { ConsentsView } from '@stoa/contracts/http/consents';
import { dateText } from '@stoa/contracts/words/format';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import type { ReactElement } from 'react';
import { codeOf } from '../client/problem';
import { send } from '../client/send';
import { Problem } from '../ui/Problem';
import { useReader } from '../ui/reader';
import { Panel, PanelSkeleton } from './AccountFrame';
import classes from './Account.module.css';
import { accountAsks, accountKeys, accountQueries } from './asks';

type Agreed = ConsentsView['documents'][number];

/** What was agreed to, by version and day, and what is newer. */
export function ConsentsPanel(): ReactElement {
  const t = useTranslations('web.account.privacy');
  const consents = useQuery(accountQueries.consents());
  return (
    <Panel title={t('documents')}>
      <p className={classes.help}>{t('documentsHelp')}</p>
      {consents.data ? (
        <ul className={classes.rows}>
          {consents.data.documents.map((one) => (
            <Document key={one.document} agreed={one} asOf={consents.data.asOf} />
          ))}
        </ul>
      ) : consents.error ? (
        <Problem error={consents.error} onAgain={() => void consents.refetch()} />
      ) : (
        <PanelSkeleton rows={2} />
      )}
    </Panel>
  );
}

function Document({ agreed, asOf }: { readonly agreed: Agreed; readonly asOf: string }): ReactElement {
  const t = useTranslations('web.account.privacy');
  const reader = useReader(asOf);
  const { document, version, waits, given } = agreed;
  const lines = given.map((one) =>
    t('given', { document, version: one.version, day: dateText(Date.parse(one.at), reader) }),
  );
  const [latest, ...earlier] = lines;
  return (
    <li>
      <div>
        <p>
          <a href={`/${document}`} target="_blank" rel="noopener">
            {t(`document.${document}`)}
          </a>
        </p>
        {waits ? <p className={classes.newer}>{t(latest ? 'newer' : 'never', { version })}</p> : null}
        {latest ? <p className={classes.help}>{latest}</p> : null}
        {earlier.length > 0 ? (
          <details className={classes.help}>
            <summary>{t('earlier')}</summary>
            <ul>
              {earlier.map((line) => (
                <li key={line}>{line}</li>
              ))}
            </ul>
          </details>
        ) : null}
      </div>
      {waits ? <Agree document={document} version={version} /> : null}
    </li>
  );
}

function Agree({ document, version }: Pick<Agreed, 'document' | 'version'>): ReactElement {
  const t = useTranslations('web.account.privacy');
  const client = useQueryClient();
  const agree = useMutation({
    mutationFn: () => send(accountAsks.giveConsent({ document, version })),
    onSuccess: (consents) => client.setQueryData(accountKeys.consents, consents),
    onError: (error) => {
      // a still newer one came into force: it is the one to be read
      if (codeOf(error) === 'consent_outdated') void client.invalidateQueries({ queryKey: accountKeys.consents });
    },
  });
  return (
    <div>
      <Button loading={agree.isPending} onClick={() => agree.mutate()}>
        {t('agree', { document, version })}
      </Button>
      {agree.error ? <Problem error={agree.error} onAgain={() => agree.mutate()} /> : null}
    </div>
  );
}
