'use client';

import type { TutorResult } from '@stoa/contracts/http/search';
import { momentText } from '@stoa/contracts/words/format';
import { useTranslations } from 'next-intl';
import Link from 'next/link';
import type { ReactElement } from 'react';
import { bookHref } from '../tutors/choice';
import { usePlace, useReader } from '../ui/reader';
import { Bar } from '../ui/Skeleton';
import type { Filters } from './filters';
import classes from './ResultCard.module.css';
import type { Times } from './times';
import { tutorHref } from './tutorHref';

interface Props {
  readonly tutor: Pick<TutorResult, 'id' | 'name' | 'subjects'>;
  readonly times: Times;
  readonly filters: Filters;
  readonly asOf: string;
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** The first times that can be booked, each one step from confirming. */
export function NextTimes({ tutor, times, filters, asOf }: Props): ReactElement {
  const t = useTranslations('web.search');
  const reader = useReader(asOf);
  const { known } = usePlace();
  if (times.state === 'waiting' || !known) return <NextTimesSkeleton />;
  const subject = tutor.subjects.find(({ id }) => id === filters.subjectId) ?? tutor.subjects[0];
  const choice = { subjectId: subject?.id ?? '', minutes: times.minutes, trial: false, week: 0 };
  const all = (
    <Link href={tutorHref(tutor.id, filters)} className={classes.all} prefetch={false}>
      {t('moreTimes')}
      <span className="hidden"> · {tutor.name}</span>
    </Link>
  );
  if (times.starts.length === 0)
    return (
      <div className={classes.times}>
        <p className={classes.timesHead}>{times.state === 'known' ? t('noTimes') : '\u00a0'}</p>
        {all}
      </div>
    );
  return (
    <div className={classes.times}>
      <p className={classes.timesHead}>
        {t(filters.free ? 'nextTimesThen' : 'nextTimes', { n: String(times.minutes) })}
      </p>
      <ul className={classes.slots}>
        {times.starts.map((startsAt) => {
          const when = capital(momentText(Date.parse(startsAt), reader));
          return (
            <li key={startsAt}>
              <Link
                href={bookHref(tutor.id, choice, startsAt)}
                prefetch={false}
                className={classes.slot}
                aria-label={t('timeLabel', { name: tutor.name, when })}
              >
                {when}
              </Link>
            </li>
          );
        })}
        <li>{all}</li>
      </ul>
    </div>
  );
}

export function NextTimesSkeleton(): ReactElement {
  return (
    <div className={classes.times} aria-hidden="true">
      <p className={classes.timesHead}>
        <Bar chars={12} as="fine" />
      </p>
      <ul className={classes.slots}>
        {[0, 1, 2].map((i) => (
          <li key={i}>
            <span className={`${classes.slot} ${classes.bone}`} />
          </li>
        ))}
      </ul>
    </div>
  );
}
