'use client';

import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { type ReactElement, useState } from 'react';
import { useReader } from '../ui/reader';
import { Awaited } from './Awaited';
import { ExceptionForm } from './ExceptionForm';
import { ExceptionList } from './ExceptionList';
import classes from './Exceptions.module.css';
import { picked } from './exceptionWish';
import { monthOf, todayIn } from './localDays';
import { MonthCalendar } from './MonthCalendar';
import { teachingQueries } from './queries';
import { useZoneText } from './RulesForm';
import { TeachingFrame } from './TeachingFrame';
import { useNewException } from './useExceptions';

interface Props {
  /** of the saved rules: exceptions are written by its clock */
  readonly zone: string;
  readonly asOf: string;
}

/** Days and hours that differ from every week: seen in a month, added beside it, listed below. */
export function ExceptionsPage(): ReactElement {
  return (
    <TeachingFrame>
      <Loaded />
    </TeachingFrame>
  );
}

/** Exceptions are written by the clock of the hours, so that one is asked for first. */
function Loaded(): ReactElement {
  const t = useTranslations('web.teaching.hour.away');
  const rules = useQuery(teachingQueries.rules());
  return (
    <Awaited asked={rules} title={t('title')} shape={{ chars: 40, steps: 96 }}>
      {({ zone, asOf }) => <Exceptions zone={zone} asOf={asOf} />}
    </Awaited>
  );
}

function Exceptions({ zone, asOf }: Props): ReactElement {
  const t = useTranslations('web.teaching.hour.away');
  const hour = useTranslations('web.teaching.hour');
  const place = useZoneText(zone, asOf);
  const { now } = useReader(asOf);
  const today = todayIn(zone, now);
  const [month, setMonth] = useState(() => monthOf(today));
  const fresh = useNewException(today);
  return (
    <>
      <h1>{t('title')}</h1>
      <p className="small quiet">
        {t('help')} {hour('zone', place)}
      </p>
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
    </>
  );
}
