'use client';

import { ActionIcon } from '@mantine/core';
import type { ExceptionView } from '@stoa/contracts/http/hours';
import { tagOf } from '@stoa/contracts/words/format';
import { useQuery } from '@tanstack/react-query';
import { useLocale, useTranslations } from 'next-intl';
import { type KeyboardEvent, type ReactElement, useRef, useState } from 'react';
import { addDays } from '../tutors/weeks';
import { Icon } from '../ui/icons';
import { Problem } from '../ui/Problem';
import { dayOf, lastDayOf } from './exceptionWords';
import { addMonths, monthOf, spanOfMonth, weeksOf } from './localDays';
import classes from './MonthCalendar.module.css';
import { dayName, weekdayName } from './names';
import { teachingQueries } from './queries';
import { WEEKDAYS } from './weekHours';

interface Props {
  readonly month: string;
  readonly zone: string;
  readonly today: string;
  readonly chosen: { readonly first: string; readonly last: string } | null;
  readonly onMonth: (month: string) => void;
  readonly onPick: (day: string) => void;
}

const monthName = (month: string, locale: string): string =>
  new Intl.DateTimeFormat(tagOf(locale), { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(
    Date.parse(`${month}-01T00:00:00Z`),
  );
const STEPS: Readonly<Record<string, number>> = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 };

/** A month of exceptions, to look at and to pick days from; arrow keys walk over its days. */
export function MonthCalendar(props: Props): ReactElement {
  const { month, zone, today, onMonth } = props;
  const t = useTranslations('web.teaching.hour.away');
  const locale = useLocale();
  const { from, to } = spanOfMonth(month, zone);
  const exceptions = useQuery(teachingQueries.monthOfExceptions(from, to));
  return (
    <div className={classes.calendar}>
      <div className={classes.head}>
        <ActionIcon
          variant="subtle"
          size="xl"
          aria-label={t('earlier')}
          className={classes.turn}
          disabled={month <= monthOf(today)}
          onClick={() => onMonth(addMonths(month, -1))}
        >
          <Icon name="back" />
        </ActionIcon>
        <h2 aria-live="polite">{monthName(month, locale)}</h2>
        <ActionIcon variant="subtle" size="xl" aria-label={t('later')} onClick={() => onMonth(addMonths(month, 1))}>
          <Icon name="forward" />
        </ActionIcon>
      </div>
      <Month {...props} exceptions={exceptions.data?.items ?? []} isWaiting={exceptions.isPending} />
      {exceptions.error ? <Problem error={exceptions.error} onAgain={() => void exceptions.refetch()} /> : null}
      <p className={classes.legend}>
        <span data-kind="blackout">{t('blackout')}</span>
        <span data-kind="opening">{t('opening')}</span>
      </p>
    </div>
  );
}

interface MonthProps extends Props {
  readonly exceptions: readonly ExceptionView[];
  readonly isWaiting: boolean;
}

function Month({ month, today, chosen, exceptions, isWaiting, onMonth, onPick }: MonthProps): ReactElement {
  const locale = useLocale();
  const table = useRef<HTMLTableElement>(null);
  const [focus, setFocus] = useState(today);
  const reach = monthOf(focus) === month && focus >= today ? focus : month === monthOf(today) ? today : `${month}-01`;
  const walk = (event: KeyboardEvent, day: string) => {
    const to = addDays(day, STEPS[event.key] ?? 0);
    if (to === day || to < today) return;
    event.preventDefault();
    setFocus(to);
    if (monthOf(to) !== month) onMonth(monthOf(to));
    requestAnimationFrame(() => table.current?.querySelector<HTMLElement>(`[data-day="${to}"]`)?.focus());
  };
  return (
    <table ref={table} className={classes.table} aria-busy={isWaiting}>
      <thead>
        <tr>
          {WEEKDAYS.map((weekday) => (
            <th key={weekday} scope="col" abbr={weekdayName(weekday, locale)}>
              {weekdayName(weekday, locale, 'short')}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {weeksOf(month).map((week) => (
          <tr key={week[0]}>
            {week.map((day) => (
              <td key={day}>
                {monthOf(day) === month ? (
                  <Day
                    {...{ day, exceptions }}
                    isPast={day < today}
                    isToday={day === today}
                    isReached={day === reach}
                    isChosen={chosen !== null && chosen.first <= day && day <= chosen.last}
                    onPick={() => {
                      setFocus(day);
                      onPick(day);
                    }}
                    onKeyDown={(event) => walk(event, day)}
                  />
                ) : null}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

interface DayProps {
  readonly day: string;
  readonly exceptions: readonly ExceptionView[];
  readonly isPast: boolean;
  readonly isToday: boolean;
  readonly isReached: boolean;
  readonly isChosen: boolean;
  readonly onPick: () => void;
  readonly onKeyDown: (event: KeyboardEvent) => void;
}

function Day({ day, exceptions, isPast, isToday, isReached, isChosen, onPick, onKeyDown }: DayProps): ReactElement {
  const t = useTranslations('web.teaching.hour.away');
  const locale = useLocale();
  const here = exceptions.filter((one) => dayOf(one.start) <= day && day <= lastDayOf(one));
  const kinds = [...new Set(here.map(({ kind }) => kind))];
  const what = kinds.length === 0 ? t('nothing') : kinds.map((kind) => t(kind)).join(', ');
  return (
    <button
      type="button"
      className={classes.day}
      data-day={day}
      data-kind={kinds.join(' ') || undefined}
      data-chosen={isChosen || undefined}
      aria-pressed={isChosen}
      aria-current={isToday ? 'date' : undefined}
      aria-label={t('day', { day: dayName(day, locale, 'long'), what })}
      disabled={isPast}
      tabIndex={isReached ? 0 : -1}
      onClick={onPick}
      onKeyDown={onKeyDown}
    >
      {Number(day.slice(8))}
    </button>
  );
}
