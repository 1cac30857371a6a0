'use client';

import { Button, CloseButton, Menu, NativeSelect } from '@mantine/core';
import { useLocale, useTranslations } from 'next-intl';
import type { ReactElement } from 'react';
import { weekdayName } from './names';
import type { WeekProps } from './WeekGrid';
import {
  copied,
  endChoices,
  nextWindow,
  replaced,
  startChoices,
  WEEKDAYS,
  type WeeklyWindow,
  windowsOn,
  without,
} from './weekHours';
import classes from './WeekList.module.css';

/** The same week day by day, every time chosen from a list: for phones, and for whoever prefers words to drawing. */
export function WeekList(props: WeekProps): ReactElement {
  return (
    <ul className={classes.days}>
      {WEEKDAYS.map((weekday) => (
        <DayRow key={weekday} weekday={weekday} {...props} />
      ))}
    </ul>
  );
}

function DayRow({ weekday, windows, step, wrong, onChange }: WeekProps & { readonly weekday: number }): ReactElement {
  const t = useTranslations('web.teaching.hour');
  const locale = useLocale();
  const day = weekdayName(weekday, locale);
  const here = windowsOn(windows, weekday);
  const next = nextWindow(windows, weekday, step);
  return (
    <li className={classes.day}>
      <h3 className={classes.name}>{day}</h3>
      <div className={classes.windows}>
        {here.length === 0 ? <p className="quiet small">{t('none')}</p> : null}
        {here.map(({ window, index }) => (
          <WindowRow
            key={index}
            {...{ window, step, day }}
            isWrong={wrong.has(index)}
            onChange={(changed) => onChange(replaced(windows, index, changed))}
            onRemove={() => onChange(without(windows, index))}
          />
        ))}
      </div>
      <div className={classes.acts}>
        <Button
          variant="subtle"
          size="compact-md"
          disabled={next === null}
          aria-label={t('addOn', { day })}
          onClick={() => next && onChange([...windows, next])}
        >
          {t('add')}
        </Button>
        {here.length > 0 ? (
          <CopyMenu weekday={weekday} onCopy={(to) => onChange(copied(windows, weekday, to))} />
        ) : null}
      </div>
    </li>
  );
}

interface RowProps {
  readonly window: WeeklyWindow;
  readonly step: number;
  readonly day: string;
  readonly isWrong: boolean;
  readonly onChange: (window: WeeklyWindow) => void;
  readonly onRemove: () => void;
}

function WindowRow({ window, step, day, isWrong, onChange, onRemove }: RowProps): ReactElement {
  const t = useTranslations('web.teaching.hour');
  const ends = endChoices(window, step).map(({ end, isNextDay }) => ({
    value: end,
    label: isNextDay ? t('nextDay', { time: end }) : end,
  }));
  // a later start never leaves an end behind it that would silently mean the next day
  const start = (from: string) => {
    const isNextDay = window.end <= window.start;
    const mayStay = isNextDay ? window.end !== from : window.end > from;
    const end = mayStay ? window.end : endChoices({ ...window, start: from, end: from }, step)[0]?.end;
    onChange({ ...window, start: from, end: end ?? window.end });
  };
  return (
    <div className={classes.window} data-wrong={isWrong || undefined}>
      <NativeSelect
        aria-label={t('startOn', { day })}
        error={isWrong}
        data={startChoices(step, window.start)}
        value={window.start}
        onChange={(event) => start(event.currentTarget.value)}
      />
      <span aria-hidden="true">–</span>
      <NativeSelect
        aria-label={t('endOn', { day })}
        error={isWrong}
        data={ends}
        value={window.end}
        onChange={(event) => onChange({ ...window, end: event.currentTarget.value })}
      />
      <CloseButton
        size="lg"
        aria-label={t('removeOne', { day, from: window.start, to: window.end })}
        onClick={onRemove}
      />
    </div>
  );
}

function CopyMenu({ weekday, onCopy }: { readonly weekday: number; readonly onCopy: (to: number[]) => void }) {
  const t = useTranslations('web.teaching.hour');
  const locale = useLocale();
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button variant="subtle" size="compact-md" aria-label={t('copyOne', { day: weekdayName(weekday, locale) })}>
          {t('copy')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={() => onCopy([1, 2, 3, 4, 5])}>{t('copyWeekdays')}</Menu.Item>
        <Menu.Item onClick={() => onCopy([...WEEKDAYS])}>{t('copyAll')}</Menu.Item>
        {WEEKDAYS.filter((other) => other !== weekday).map((other) => (
          <Menu.Item key={other} onClick={() => onCopy([other])}>
            {weekdayName(other, locale)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
