'use client';

import { SegmentedControl } from '@mantine/core';
import type { TutorView } from '@stoa/contracts/http/tutors';
import { placeOf } from '@stoa/contracts/words/format';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { type ReactElement, useEffect, useId } from 'react';
import { queries } from '../client/queries';
import { Problem } from '../ui/Problem';
import { usePlace, useReader } from '../ui/reader';
import type { Choice } from './choice';
import { NoSlots } from './NoSlots';
import { SlotWeek, SlotWeekSkeleton } from './SlotWeek';
import classes from './SlotPicker.module.css';
import { WeekPager } from './WeekPager';
import { weekAt } from './weeks';
import { ZoneLine } from './ZoneLine';

interface Props {
  readonly tutor: TutorView;
  readonly choice: Choice;
  readonly onChoose: (choice: Choice) => void;
}

/** The bookable times of one week, in the reader's zone with the tutor's beside it. */
export function SlotPicker({ tutor, choice, onChoose }: Props): ReactElement {
  const t = useTranslations('web.tutor');
  const id = useId();
  const client = useQueryClient();
  const { zone, known } = usePlace();
  const reader = useReader(tutor.asOf);
  const week = weekAt(choice.week, zone, Date.parse(tutor.asOf));
  const asked = { tutorId: tutor.id, durationMinutes: choice.minutes };
  const { data, error, refetch, isFetching } = useQuery({
    ...queries.slots({ ...asked, from: week.from, to: week.to }),
    enabled: known,
  });
  const following = weekAt(choice.week + 1, zone, Date.parse(tutor.asOf));
  const last = data !== undefined && Date.parse(following.from) > Date.parse(data.horizonEndsAt);
  useEffect(() => {
    if (data && !last)
      void client.prefetchQuery(
        queries.slots({ tutorId: tutor.id, durationMinutes: choice.minutes, from: following.from, to: following.to }),
      );
  }, [client, data, last, tutor.id, choice.minutes, following.from, following.to]);

  return (
    <section aria-labelledby={id} className={classes.picker}>
      <h2 id={id}>{t('choose')}</h2>
      <div className={classes.choices}>
        {tutor.subjects.length > 1 ? (
          <Segments
            label={t('subject')}
            value={choice.subjectId}
            data={tutor.subjects.map((subject) => ({ value: subject.id, label: subject.name }))}
            onChange={(subjectId) => onChoose({ ...choice, subjectId })}
          />
        ) : null}
        <Segments
          label={t('duration')}
          value={String(choice.minutes)}
          data={tutor.durations.map((n) => ({ value: String(n), label: t('minutes', { n: String(n) }) }))}
          onChange={(value) => onChoose({ ...choice, minutes: Number(value) })}
        />
      </div>
      <WeekPager
        week={week}
        reader={reader}
        first={choice.week === 0}
        last={last}
        onMove={(by) => onChoose({ ...choice, week: choice.week + by })}
      />
      <ZoneLine tutor={tutor} reader={reader} known={known} />
      <div className={classes.week} aria-live="polite" aria-busy={isFetching}>
        {error ? (
          <Problem error={error} onAgain={() => void refetch()} again={isFetching ? 'working' : 'ready'} />
        ) : !data ? (
          <SlotWeekSkeleton />
        ) : data.items.length === 0 ? (
          <NoSlots tutor={tutor} choice={choice} list={data} week={week} onChoose={onChoose} />
        ) : (
          <SlotWeek slots={data} week={week} tutor={tutor} choice={choice} reader={reader} />
        )}
      </div>
      <p className={classes.fine}>
        {t('notice', { hours: Math.ceil(tutor.minimumNoticeMinutes / 60) })}
        {zone === tutor.zone ? null : (
          <> {t('small', { place: placeOf(tutor.zone), name: tutor.name.split(' ')[0] ?? tutor.name })}</>
        )}
      </p>
    </section>
  );
}

interface SegmentsProps {
  readonly label: string;
  readonly value: string;
  readonly data: { value: string; label: string }[];
  readonly onChange: (value: string) => void;
}

function Segments({ label, value, data, onChange }: SegmentsProps): ReactElement {
  const id = useId();
  return (
    <div className={classes.choice}>
      <span id={id} className={classes.label}>
        {label}
      </span>
      <div className={classes.scroll}>
        <SegmentedControl aria-labelledby={id} value={value} data={data} onChange={onChange} size="sm" radius="sm" />
      </div>
    </div>
  );
}
