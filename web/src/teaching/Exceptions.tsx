'use client';

import { useTranslations } from 'next-intl';
import { type ReactElement, useState } from 'react';
import { useReader } from '../ui/reader';
import { ExceptionForm } from './ExceptionForm';
import { ExceptionList } from './ExceptionList';
import classes from './Exceptions.module.css';
import { picked } from './exceptionWish';
import { monthOf, todayIn } from './localDays';
import { MonthCalendar } from './MonthCalendar';
import { useNewException } from './useExceptions';

interface Props {
  /** of the saved rules: exceptions are written by its clock */
  readonly zone: string;
  readonly asOf: string;
}

/** Days and hours that differ from every week: seen in a month, added beside it, listed below. */
export function Exceptions({ zone, asOf }: Props): ReactElement {
  const t = useTranslations('web.teaching.hour.away');
  const { now } = useReader(asOf);
  const today = todayIn(zone, now);
  const [month, setMonth] = useState(() => monthOf(today));
  const fresh = useNewException(today);
  return (
    <section aria-labelledby="away">
      <h2 id="away">{t('title')}</h2>
      <p className="small quiet">{t('help')}</p>
      <div className={classes.columns}>
        <MonthCalendar
          {...{ month, zone, today }}
          chosen={fresh.isTouched ? fresh.wish : null}
          onMonth={setMonth}
          onPick={(day) => fresh.change(picked(fresh.isTouched ? fresh.wish : { ...fresh.wish, last: '' }, day))}
        />
        <ExceptionForm fresh={fresh} today={today} />
      </div>
      <ExceptionList />
    </section>
  );
}
