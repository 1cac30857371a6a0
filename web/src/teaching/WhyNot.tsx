'use client';

import { NativeSelect, TextInput } from '@mantine/core';
import type { TutorRulesView } from '@stoa/contracts/http/hours';
import type { SlotExplanation } from '@stoa/contracts/http/hoursExplained';
import { useQuery } from '@tanstack/react-query';
import { useLocale, useTranslations } from 'next-intl';
import { type ReactElement, useState } from 'react';
import { addDays } from '../tutors/weeks';
import { Icon } from '../ui/icons';
import { Problem } from '../ui/Problem';
import { useReader } from '../ui/reader';
import { Bar, Skeleton } from '../ui/Skeleton';
import { dayOf } from './exceptionWords';
import { instantAt, todayIn } from './localDays';
import { dayName } from './names';
import { teachingQueries } from './queries';
import { minuteOf, startChoices } from './weekHours';
import { useReasonText } from './whyWords';
import classes from './WhyNot.module.css';

const FINEST_STEP = 15;

/** A tutor asks about one time and gets every reason against it, with its facts. */
export function WhyNot({ rules }: { readonly rules: TutorRulesView }): ReactElement {
  const t = useTranslations('web.teaching.hour.why');
  const hour = useTranslations('web.teaching.hour');
  const { now } = useReader(rules.asOf);
  const [day, setDay] = useState(() => addDays(todayIn(rules.zone, now), 1));
  const [time, setTime] = useState('18:00');
  const [minutes, setMinutes] = useState(Math.max(...rules.durations));
  return (
    <section aria-labelledby="why" className={classes.why}>
      <h2 id="why">{t('title')}</h2>
      <p className="small quiet">{t('help')}</p>
      <div className={classes.question}>
        <TextInput
          type="date"
          label={t('day')}
          min={todayIn(rules.zone, now)}
          value={day}
          onChange={(event) => event.currentTarget.value && setDay(event.currentTarget.value)}
        />
        <NativeSelect
          label={t('time')}
          data={startChoices(FINEST_STEP, time)}
          value={time}
          onChange={(event) => setTime(event.currentTarget.value)}
        />
        <NativeSelect
          label={t('length')}
          data={rules.durations.map((n) => ({ value: String(n), label: hour('minutes', { n: String(n) }) }))}
          value={String(minutes)}
          onChange={(event) => setMinutes(Number(event.currentTarget.value))}
        />
      </div>
      <Answer at={new Date(instantAt(day, minuteOf(time), rules.zone)).toISOString()} minutes={minutes} />
    </section>
  );
}

function Answer({ at, minutes }: { readonly at: string; readonly minutes: number }): ReactElement {
  const asked = useQuery(teachingQueries.explanation(at, minutes));
  if (asked.error) return <Problem error={asked.error} onAgain={() => void asked.refetch()} />;
  if (!asked.data)
    return (
      <Skeleton>
        <Bar chars={40} />
        <Bar chars={52} as="small" />
      </Skeleton>
    );
  return <Told answer={asked.data} />;
}

function Told({ answer }: { readonly answer: SlotExplanation }): ReactElement {
  const t = useTranslations('web.teaching.hour.why');
  const locale = useLocale();
  const say = useReasonText(answer);
  const when = `${dayName(dayOf(answer.local), locale, 'long')}, ${answer.local.slice(11)}`;
  return (
    <div role="status" className={classes.answer} data-offered={answer.offered}>
      <p className={classes.verdict}>
        <Icon name={answer.offered ? 'check' : 'cross'} />
        {t(answer.offered ? 'offered' : 'not', { when })}
      </p>
      <ul>
        {answer.reasons.map((one) => (
          <li key={one.reason}>{say(one)}</li>
        ))}
      </ul>
    </div>
  );
}
