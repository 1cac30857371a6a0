'use client';

import type { AccessPage } from '@stoa/contracts/http/people';
import { momentText } from '@stoa/contracts/words/format';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import type { ReactElement } from 'react';
import { paging } from '../client/queries';
import { EmptyState } from '../ui/EmptyState';
import { More } from '../ui/More';
import { Problem } from '../ui/Problem';
import { useReader } from '../ui/reader';
import { AccountFrame, Panel, PanelSkeleton } from './AccountFrame';
import { ClosingPanel } from './ClosingPanel';
import { ExportPanel } from './ExportPanel';
import classes from './Account.module.css';
import { accountAsks, accountKeys } from './asks';
import { ConsentsPanel } from './ConsentsPanel';

/** Who of the staff looked, and what was agreed to. */
export function PrivacyPage(): ReactElement {
  const t = useTranslations('web.account.privacy');
  return (
    <AccountFrame page="privacy">
      <Panel title={t('log')}>
        <p className={classes.help}>{t('logHelp')}</p>
        <Log />
      </Panel>
      <ConsentsPanel />
      <ExportPanel />
      <ClosingPanel />
    </AccountFrame>
  );
}

function Log(): ReactElement {
  const t = useTranslations('web.account.privacy');
  const log = useInfiniteQuery(
    paging([...accountKeys.all, 'accessLog'], (cursor) => accountAsks.accessLog(cursor ?? undefined)),
  );
  const first = log.data?.pages[0];
  if (!first)
    return log.error ? <Problem error={log.error} onAgain={() => void log.refetch()} /> : <PanelSkeleton rows={2} />;
  if (first.items.length === 0) return <EmptyState title={t('none')} help={t('noneHelp')} />;
  return (
    <>
      <ul className={classes.rows}>
        {log.data?.pages.flatMap(({ items }) =>
          items.map((line) => <Line key={line.id} line={line} asOf={first.asOf} />),
        )}
      </ul>
      <More found={log} label={t('more')} />
    </>
  );
}

const ACTS = {
  'person.view': 'view',
  'person.impersonate': 'impersonate',
  'person.disable': 'disable',
  'person.enable': 'enable',
  'role.grant': 'grant',
  'role.revoke': 'revoke',
  'file.view': 'file',
} as const;
type Access = (typeof AccessPage)['_output']['items'][number];

function Line({ line, asOf }: { readonly line: Access; readonly asOf: string }): ReactElement {
  const t = useTranslations('web.account.privacy');
  const reader = useReader(asOf);
  const who = t(`roles.${line.role}`);
  const known = Object.hasOwn(ACTS, line.action) ? ACTS[line.action as keyof typeof ACTS] : null;
  return (
    <li>
      <div>
        <p>{known ? t(`acts.${known}`, { who }) : t('acts.other', { who, action: line.action })}</p>
        {line.reason ? <p className={classes.help}>{t('reason', { reason: line.reason })}</p> : null}
      </div>
      <time dateTime={line.at} className="quiet small">
        {momentText(Date.parse(line.at), reader)}
      </time>
    </li>
  );
}
