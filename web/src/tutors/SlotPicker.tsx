'use client';

import type { TutorView } from '@stoa/contracts/http/tutors';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { type ReactElement, useEffect, useId } from 'react';
import { queries } from '../client/queries';
import { Problem } from '../ui/Problem';
import { usePlace, useReader } from '../ui/reader';
import type { Choice } from './choice';
import { Choices } from './Choices';
import { NoSlots } from './NoSlots';
import { SlotWeek, SlotWeekSkeleton } from './SlotWeek';
import classes from './SlotPicker.module.css';
import { WeekPager } from './WeekPager';
import { type Week, weekAt } from './weeks';
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
  const { known } = usePlace();
  const reader = useReader(tutor.asOf);
  const { week, slots, last } = useWeek(tutor, choice);
  return (
    <section aria-labelledby={id} className={classes.picker}>
      <h2 id={id}>{t('choose')}</h2>
      <Choices tutor={tutor} choice={choice} onChoose={onChoose} />
      <WeekPager
        week={week}
        reader={reader}
        first={choice.week === 0}
        last={last}
        onMove={(by) => onChoose({ ...choice, week: choice.week + by })}
      />
      <ZoneLine tutor={tutor} reader={reader} known={known} />
      <div className={classes.week} aria-live="polite" aria-busy={slots.isFetching}>
        {slots.error ? (
          <Problem error={slots.error} onAgain={() => void slots.refetch()} />
        ) : !slots.data ? (
          <SlotWeekSkeleton />
        ) : slots.data.items.length === 0 ? (
          <NoSlots tutor={tutor} choice={choice} list={slots.data} week={week} onChoose={onChoose} />
        ) : (
          <SlotWeek slots={slots.data} week={week} tutor={tutor} choice={choice} reader={reader} />
        )}
      </div>
      <p className={classes.fine}>{t('notice', { hours: Math.ceil(tutor.minimumNoticeMinutes / 60) })}</p>
    </section>
  );
}

/** The slots of the chosen week; the following week is fetched ahead, so that paging shows no skeleton. */
function useWeek(tutor: TutorView, choice: Choice) {
  const client = useQueryClient();
  const { zone, known } = usePlace();
  const weekOf = (index: number) => weekAt(index, zone, Date.parse(tutor.asOf));
  const asked = ({ from, to }: Week) =>
    queries.slots({ tutorId: tutor.id, durationMinutes: choice.minutes, trial: choice.trial, from, to });
  const week = weekOf(choice.week);
  const following = weekOf(choice.week + 1);
  const slots = useQuery({ ...asked(week), enabled: known });
  const last = slots.data !== undefined && Date.parse(following.from) > Date.parse(slots.data.horizonEndsAt);
  const ahead = slots.data !== undefined && !last ? asked(following) : null;
  const name = JSON.stringify(ahead?.queryKey ?? null);
  useEffect(() => {
    if (ahead) void client.prefetchQuery(ahead);
    // eslint-disable-next-line react-hooks/exhaustive-deps -- `name` says all of `ahead`, which is a new object every time
  }, [client, name]);
  return { week, slots, last };
}
