'use client';

import { dateText, nearDay, offsetMinutes, type Reader, timeText } from '@stoa/contracts/words/format';
import { placeOf } from '@stoa/contracts/words/zones';
import { useTranslations } from 'next-intl';
import type { ReactElement } from 'react';
import { Icon } from './icons';
import { useReader } from './reader';
import classes from './When.module.css';
import { firstName } from './names';

interface Props {
  readonly startsAt: string;
  readonly endsAt: string;
  readonly asOf: string;
  /** the person on the other side, whose clock stands beside the reader's */
  readonly other?: { readonly name: string; readonly zone: string };
  readonly size?: 'row' | 'page';
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

function dayText(instant: number, reader: Reader): string {
  const near = nearDay(instant, reader);
  return near ? `${capital(near)}, ${dateText(instant, reader)}` : dateText(instant, reader);
}

/** One lesson's time, in the reader's zone first and the other person's beside it. */
export function When({ startsAt, endsAt, asOf, other, size = 'row' }: Props): ReactElement {
  const t = useTranslations('web.when');
  const reader = useReader(asOf);
  const [from, to] = [Date.parse(startsAt), Date.parse(endsAt)];
  const overnight = dateText(from, reader) !== dateText(to, reader);
  const end = timeText(to, reader);
  return (
    <div className={size === 'page' ? classes.page : classes.row}>
      <p className={classes.mine}>
        <time dateTime={startsAt}>
          {dayText(from, reader)}
          {', '}
        </time>
        <span className={classes.span}>
          {timeText(from, reader)}–
          <time dateTime={endsAt}>
            {overnight ? t('nextDay', { time: end, day: dateText(to, reader).slice(0, 3) }) : end}
          </time>
        </span>{' '}
        <span className={classes.your}>{t('your')}</span>
      </p>
      {other && other.zone !== reader.zone ? <Theirs from={from} reader={reader} other={other} /> : null}
      {other ? <Shift from={from} reader={reader} zone={other.zone} /> : null}
    </div>
  );
}

function Theirs(props: { from: number; reader: Reader; other: NonNullable<Props['other']> }): ReactElement {
  const t = useTranslations('web.when');
  const { from, reader, other } = props;
  const there = { ...reader, zone: other.zone };
  const values = { place: placeOf(other.zone), time: timeText(from, there), name: firstName(other.name) };
  const day = dateText(from, there);
  return (
    <p className={classes.theirs}>
      {day === dateText(from, reader) ? t('other', values) : t('otherDay', { ...values, day })}
    </p>
  );
}

/** Warns when the distance between the two clocks changes between now and the lesson. */
function Shift({ from, reader, zone }: { from: number; reader: Reader; zone: string }): ReactElement | null {
  const t = useTranslations('web.when');
  const apart = (at: number) => offsetMinutes(at, zone) - offsetMinutes(at, reader.zone);
  const [now, then] = [apart(reader.now), apart(from)];
  if (now === then || from < reader.now) return null;
  const inWords = (minutes: number): string => {
    if (minutes === 0) return t('level');
    const whole = Math.abs(minutes);
    const [h, m] = [String(Math.floor(whole / 60)), String(whole % 60)];
    const hours = whole < 60 ? t('minutes', { m }) : whole % 60 === 0 ? t('hours', { h }) : t('hoursMinutes', { h, m });
    return minutes > 0 ? t('ahead', { hours }) : t('behind', { hours });
  };
  return (
    <p className={classes.shift}>
      <Icon name="warn" size={16} />
      {t('shift', { place: placeOf(zone), then: inWords(then), now: inWords(now) })}
    </p>
  );
}
