'use client';

import { placeOf } from '@stoa/contracts/words/zones';
import { useLocale, useTranslations } from 'next-intl';
import { type ReactElement, useId, useState } from 'react';
import { usePlace } from '../ui/reader';
import { changed, type Filters } from './filters';
import classes from './FreeWeek.module.css';
import { DAYS, dayName, freeOf, type Hours, HOURS_A_DAY, hoursFrom, hoursText, painted } from './hours';
import { usePainting } from './paint';
import type { ChangeFilters } from './useSearch';

const MORNING = 7;
const NIGHT = 23;
const ALL = Array.from({ length: HOURS_A_DAY }, (_, hour) => hour);
const WAKING = ALL.filter((hour) => hour >= MORNING && hour < NIGHT);
const cells = (days: readonly number[], hours: readonly number[]) =>
  days.flatMap((day) => hours.map((hour) => day * HOURS_A_DAY + hour));
const EVENINGS = cells([0, 1, 2, 3, 4], [18, 19, 20]);
const WEEKEND = cells([5, 6], ALL.slice(9, 18));

interface Props {
  readonly filters: Filters;
  readonly onChange: ChangeFilters;
}

/** The hours as words, and whose hours they are. */
export function useFreeText(): (filters: Filters) => string {
  const t = useTranslations('web.search');
  const { zone: mine, locale } = usePlace();
  return ({ free, zone = mine }) => {
    const hours = hoursText(hoursFrom(free), locale);
    return zone === mine ? t('freeYour', { hours }) : t('freeThere', { hours, place: placeOf(zone) });
  };
}

/** The hours of the reader's own week in which a lesson would suit: tutors who are free in none of them are left out. */
export function FreeWeek({ filters, onChange }: Props): ReactElement {
  const t = useTranslations('web.search');
  const { zone: mine } = usePlace();
  const textOf = useFreeText();
  const zone = filters.zone ?? mine;
  const hours = hoursFrom(filters.free);
  const set = (next: Hours) => onChange(changed(filters, { free: freeOf(next), zone }));
  const sleeping = [...hours].some((cell) => !WAKING.includes(cell % HOURS_A_DAY));
  const [night, setNight] = useState(false);
  return (
    <fieldset className={classes.free}>
      <legend>{t('free')}</legend>
      <p className={classes.summary} aria-live="polite">
        {hours.size > 0 ? textOf(filters) : t('freeNone')}
      </p>
      <div className={classes.presets}>
        <button type="button" onClick={() => set(painted(hours, EVENINGS, true))}>
          {t('evenings')}
        </button>
        <button type="button" onClick={() => set(painted(hours, WEEKEND, true))}>
          {t('weekend')}
        </button>
        <button type="button" disabled={hours.size === 0} onClick={() => set(new Set())}>
          {t('freeClear')}
        </button>
      </div>
      <Week hours={hours} rows={night || sleeping ? ALL : WAKING} onChange={set} />
      <p className={classes.help}>
        <span className={classes.desk}>{t('freeHelp')}</span>
        <span className={classes.hand}>{t('freeTap')}</span>
        {zone === mine ? null : <> {t('freeZone', { place: placeOf(zone) })}.</>}
      </p>
      {sleeping ? null : (
        <button type="button" className={classes.night} aria-expanded={night} onClick={() => setNight(!night)}>
          {night ? t('freeDay') : t('freeNight')}
        </button>
      )}
    </fieldset>
  );
}

interface WeekProps {
  readonly hours: Hours;
  readonly rows: readonly number[];
  readonly onChange: (hours: Hours) => void;
}

function Week({ hours, rows, onChange }: WeekProps): ReactElement {
  const t = useTranslations('web.search');
  const locale = useLocale();
  const id = useId();
  const { shown, focus, cellProps } = usePainting({ hours, rows, onChange });
  return (
    <table role="grid" aria-multiselectable="true" aria-label={t('freeGrid')} className={classes.week}>
      <thead>
        <tr>
          <td />
          {DAYS.map((day) => (
            <th key={day} scope="col" id={`${id}${day}`}>
              {dayName(day, locale)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((hour) => (
          <tr key={hour}>
            <th scope="row">{String(hour).padStart(2, '0')}</th>
            {DAYS.map((day) => {
              const cell = day * HOURS_A_DAY + hour;
              return (
                <td
                  key={day}
                  role="gridcell"
                  data-cell={cell}
                  aria-selected={shown.has(cell)}
                  aria-label={t('freeCell', {
                    day: dayName(day, locale, 'long'),
                    from: String(hour),
                    to: String(hour + 1),
                  })}
                  tabIndex={cell === focus ? 0 : -1}
                  className={classes.cell}
                  {...cellProps(cell)}
                />
              );
            })}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
