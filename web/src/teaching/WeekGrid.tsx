'use client';

import { useLocale, useTranslations } from 'next-intl';
import { type KeyboardEvent, type ReactElement, useId } from 'react';
import { weekdayName } from './names';
import { useWeekDrag } from './useWeekDrag';
import {
  DAY,
  endMoved,
  moved,
  nextWindow,
  type Piece,
  piecesOf,
  replaced,
  startMoved,
  WEEKDAYS,
  type WeeklyWindow,
  without,
} from './weekHours';
import classes from './WeekGrid.module.css';

export interface WeekProps {
  readonly windows: readonly WeeklyWindow[];
  readonly step: number;
  /** windows that the server refused, by their place in the list */
  readonly wrong: ReadonlySet<number>;
  readonly onChange: (windows: WeeklyWindow[]) => void;
}

const LINES = Array.from({ length: 9 }, (_, i) => i * 3);
const share = (minutes: number): string => `${(minutes / DAY) * 100}%`;

/** What a key does to a window; null: nothing. */
function keyed(window: WeeklyWindow, event: KeyboardEvent, step: number): WeeklyWindow | null {
  const by = { ArrowUp: -step, ArrowDown: step, ArrowLeft: -DAY, ArrowRight: DAY }[event.key];
  if (by === undefined) return null;
  if (event.shiftKey) return endMoved(window, by, step);
  return event.altKey ? startMoved(window, by, step) : moved(window, by, step);
}

/** The week to draw on, with a pointer or with keys. */
export function WeekGrid({ windows, step, wrong, onChange }: WeekProps): ReactElement {
  const t = useTranslations('web.teaching.hour');
  const locale = useLocale();
  const help = useId();
  const { columns, shown, handlers } = useWeekDrag({ windows, step, onChange });
  const press = (index: number) => (event: KeyboardEvent) => {
    const window = windows[index];
    if (!window) return;
    const remove = event.key === 'Delete' || event.key === 'Backspace';
    const next = keyed(window, event, step);
    if (!remove && !next) return;
    event.preventDefault();
    onChange(next ? replaced(windows, index, next) : without(windows, index));
  };
  return (
    <div className={classes.grid}>
      <p id={help} className="hidden">
        {t('keysHelp')}
      </p>
      <div className={classes.heads}>
        {WEEKDAYS.map((weekday) => (
          <DayHead key={weekday} {...{ weekday, windows, step, onChange }} />
        ))}
      </div>
      <div className={classes.body} {...handlers}>
        {LINES.map((hour) => (
          <span key={hour} className={classes.line} style={{ insetBlockStart: share(hour * 60) }} aria-hidden="true">
            {String(hour).padStart(2, '0')}
          </span>
        ))}
        <div ref={columns} className={classes.columns}>
          {WEEKDAYS.map((weekday) => (
            <div key={weekday} className={classes.column} data-weekday={weekday}>
              {shown.flatMap((window, index) =>
                piecesOf(window)
                  .filter((piece) => piece.weekday === weekday)
                  .map((piece) => (
                    <Block
                      key={`${index} ${piece.isFirst ? 'first' : 'rest'}`}
                      {...{ piece, window, index, help }}
                      name={weekdayName(window.weekday, locale)}
                      isWrong={wrong.has(index)}
                      onKeyDown={press(index)}
                    />
                  )),
              )}
            </div>
          ))}
        </div>
      </div>
    </div>
  );
}

function DayHead({ weekday, windows, step, onChange }: Omit<WeekProps, 'wrong'> & { readonly weekday: number }) {
  const t = useTranslations('web.teaching.hour');
  const locale = useLocale();
  const next = nextWindow(windows, weekday, step);
  return (
    <div className={classes.head}>
      <span>{weekdayName(weekday, locale, 'short')}</span>
      <button
        type="button"
        className={classes.add}
        aria-label={t('addOn', { day: weekdayName(weekday, locale) })}
        disabled={next === null}
        onClick={() => next && onChange([...windows, next])}
      >
        +
      </button>
    </div>
  );
}

interface BlockProps {
  readonly piece: Piece;
  readonly window: WeeklyWindow;
  readonly index: number;
  readonly name: string;
  readonly help: string;
  readonly isWrong: boolean;
  readonly onKeyDown: (event: KeyboardEvent) => void;
}

/** The first piece is the window for keyboards and screen readers; what reaches into the next day belongs to it. */
function Block({ piece, window, index, name, help, isWrong, onKeyDown }: BlockProps): ReactElement {
  const t = useTranslations('web.teaching.hour');
  const style = { insetBlockStart: share(piece.from), blockSize: share(piece.to - piece.from) };
  const edges = (
    <>
      {piece.isFirst ? <span className={classes.edge} data-edge="start" /> : null}
      {piece.isLast ? <span className={classes.edge} data-edge="end" /> : null}
    </>
  );
  const shared = { className: classes.block, style, 'data-index': index, 'data-wrong': isWrong || undefined };
  if (!piece.isFirst)
    return (
      <div {...shared} aria-hidden="true" data-rest="">
        <span className={classes.text}>–{window.end}</span>
        {edges}
      </div>
    );
  return (
    <button
      type="button"
      {...shared}
      aria-label={t('window', { day: name, from: window.start, to: window.end })}
      aria-describedby={help}
      aria-invalid={isWrong || undefined}
      onKeyDown={onKeyDown}
    >
      <span className={classes.text}>
        {window.start}–{window.end}
      </span>
      {edges}
    </button>
  );
}
