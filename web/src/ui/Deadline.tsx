'use client';

import type { Sentence } from '@stoa/contracts/http/quotes';
import { saySentence } from '@stoa/contracts/words/sentence';
import { useTranslations } from 'next-intl';
import type { ReactElement } from 'react';
import { useNow } from '../client/town';
import classes from './Deadline.module.css';
import { Icon } from './icons';
import { useReader } from './reader';

const [SECOND, MINUTE, HOUR, DAY] = [1_000, 60_000, 3_600_000, 86_400_000] as const;

/** The time left as people say it: days, hours, minutes, and a running clock for the last ten minutes. */
export function useTimeLeft(at: string, asOf: string): string | null {
  const t = useTranslations('web.countdown');
  const left = Date.parse(at) - useNow(asOf);
  if (left <= 0) return null;
  const whole = (unit: number, within = Infinity) => Math.floor((left % within) / unit);
  if (left >= 2 * DAY && whole(HOUR, DAY) === 0) return t('wholeDays', { d: whole(DAY) });
  if (left >= 2 * DAY) return t('days', { d: whole(DAY), h: String(whole(HOUR, DAY)) });
  if (left >= HOUR) return t('hours', { h: String(whole(HOUR)), m: String(whole(MINUTE, HOUR)) });
  if (left >= 10 * MINUTE) return t('minutes', { m: String(whole(MINUTE)) });
  const seconds = Math.ceil(left / SECOND);
  return t('clock', { m: String(Math.floor(seconds / 60)), s: String(seconds % 60).padStart(2, '0') });
}

interface Props {
  readonly deadline: { readonly at: string; readonly by: string | null; readonly sentence: Sentence };
  readonly asOf: string;
  /** the reader is the one who must act */
  readonly mine?: boolean;
}

/** Who must act, by when, and what happens otherwise, with the time that is left. */
export function Deadline({ deadline, asOf, mine = false }: Props): ReactElement {
  const t = useTranslations('web.countdown');
  const reader = useReader(asOf);
  const left = useTimeLeft(deadline.at, asOf);
  return (
    <div className={classes.deadline} data-waits={deadline.by !== null || undefined} data-mine={mine || undefined}>
      <Icon name="clock" />
      <p>
        {saySentence(deadline.sentence, reader)}{' '}
        <time className={classes.left} dateTime={deadline.at} role="timer">
          {left === null ? t('over') : t('left', { time: left })}
        </time>
      </p>
    </div>
  );
}
