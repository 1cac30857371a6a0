import type { ApprovalView } from '@stoa/contracts/http/approvals';
import { momentText } from '@stoa/contracts/words/format';
import { useTranslations } from 'next-intl';
import type { ReactElement } from 'react';
import { useReader } from '../ui/reader';
import classes from './Standing.module.css';

const TOLD = [
  'submit',
  'approve',
  'reject',
  'appeal',
  'suspend',
  'confirmLift',
  'archive',
  'reopen',
  'recheck',
  'excuseStrike',
] as const;

/** What happened so far, the newest first. */
export function StandingStory({ view }: { readonly view: ApprovalView }): ReactElement | null {
  const t = useTranslations('web.teaching.standing');
  const reader = useReader(view.asOf);
  if (view.timeline.length === 0) return null;
  const lines = [...view.timeline].sort((a, b) => Date.parse(b.at) - Date.parse(a.at));
  return (
    <section aria-labelledby="story" className={classes.part}>
      <h2 id="story">{t('story')}</h2>
      <ol className={classes.story}>
        {lines.map((line) => (
          <li key={`${line.at} ${line.type}`}>
            <time dateTime={line.at} className="small quiet">
              {momentText(Date.parse(line.at), reader)}
            </time>
            <span>{t(`type.${TOLD.find((known) => known === line.type) ?? 'other'}`)}</span>
            {line.note ? <span className={classes.note}>{line.note}</span> : null}
          </li>
        ))}
      </ol>
    </section>
  );
}
