'use client';

import type { TimelineEntry } from '@stoa/contracts/http/bookings';
import { en } from '@stoa/contracts/words/en';
import { momentText } from '@stoa/contracts/words/format';
import { saySentence } from '@stoa/contracts/words/sentence';
import { useTranslations } from 'next-intl';
import type { ReactElement } from 'react';
import { Money } from './Money';
import { useReader } from './reader';
import classes from './Timeline.module.css';

interface Props {
  readonly items: readonly TimelineEntry[];
  readonly asOf: string;
}

/** What happened, who or which clock did it, and the money it moved; oldest first, so that news appear below. */
export function Timeline({ items, asOf }: Props): ReactElement {
  const reader = useReader(asOf);
  return (
    <ol className={classes.timeline}>
      {items.map((entry) => (
        <li key={entry.id}>
          <p className={classes.what}>{saySentence(entry.sentence, reader)}</p>
          <p className={classes.by}>
            <time dateTime={entry.at}>{momentText(Date.parse(entry.at), reader)}</time>
            <Actor entry={entry} />
          </p>
          {entry.reason ? <blockquote className={classes.reason}>{entry.reason}</blockquote> : null}
          <Moved entry={entry} />
          {entry.postings ? <Postings entry={entry} /> : null}
        </li>
      ))}
    </ol>
  );
}

type MovedKey = keyof typeof en.web.timeline.moved;
const isMoved = (code: string): code is MovedKey => Object.hasOwn(en.web.timeline.moved, code);

/** The money that an event moved for this reader. */
function Moved({ entry }: { readonly entry: TimelineEntry }): ReactElement | null {
  const t = useTranslations('web.timeline.moved');
  // a line that this build has no words for yet is left out: the sentence above says what happened
  const moved = entry.money.flatMap(({ label, amount }) => (isMoved(label) ? [{ label, amount }] : []));
  if (moved.length === 0) return null;
  return (
    <dl className={classes.money}>
      {moved.map(({ label, amount }) => (
        <div key={label}>
          <dt>{t(label)}</dt>
          <dd>
            <Money amount={amount} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

function Actor({ entry }: { readonly entry: TimelineEntry }): ReactElement {
  const t = useTranslations('web.timeline');
  if (entry.actor === 'clock' || entry.actor === 'provider' || entry.actor === 'bank')
    return <span>{t(entry.actor)}</span>;
  if (entry.actor === 'student' || entry.actor === 'tutor')
    return <span>{entry.actorName ? t('by', { name: entry.actorName }) : null}</span>;
  return <span>{t('staff')}</span>;
}

/** The books behind one entry, for those who may see them. */
function Postings({ entry }: { readonly entry: TimelineEntry }): ReactElement {
  const t = useTranslations('web.timeline');
  return (
    <details className={classes.postings}>
      <summary>{t('postings')}</summary>
      <dl>
        {entry.postings?.map((posting) => (
          <div key={posting.account}>
            <dt>{posting.account}</dt>
            <dd>
              <Money amount={posting.amount} signed />
            </dd>
          </div>
        ))}
      </dl>
      {entry.provider ? <p>{`${entry.provider.kind} ${entry.provider.id}`}</p> : null}
      {entry.policyHash ? <p>{t('policy', { hash: entry.policyHash })}</p> : null}
    </details>
  );
}
