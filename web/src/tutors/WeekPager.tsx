import { dateText, type Reader } from '@stoa/contracts/words/format';
import { useTranslations } from 'next-intl';
import type { ReactElement } from 'react';
import { Icon } from '../ui/icons';
import classes from './SlotPicker.module.css';
import type { Week } from './weeks';

interface Props {
  readonly week: Week;
  readonly reader: Reader;
  readonly first: boolean;
  readonly last: boolean;
  readonly onMove: (by: 1 | -1) => void;
}

const NOON_MS = 43_200_000;

/** A calendar date as the reader writes it; noon in UTC, because a date has no zone of its own. */
export const dayText = (day: string, reader: Reader): string =>
  dateText(Date.parse(`${day}T00:00:00Z`) + NOON_MS, { ...reader, zone: 'UTC' });

export function WeekPager({ week, reader, first, last, onMove }: Props): ReactElement {
  const t = useTranslations('web.tutor');
  const [from, to] = [week.days[0] ?? '', week.days.at(-1) ?? ''];
  return (
    <div className={classes.pager}>
      <button type="button" onClick={() => onMove(-1)} disabled={first} aria-label={t('earlier')}>
        <Icon name="back" />
      </button>
      <h3 aria-live="polite">{t('week', { from: dayText(from, reader), to: dayText(to, reader) })}</h3>
      <button type="button" onClick={() => onMove(1)} disabled={last} aria-label={t('later')}>
        <Icon name="forward" />
      </button>
    </div>
  );
}
