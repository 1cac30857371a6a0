'use client';

import { Button } from '@mantine/core';
import type { SlotList, TutorView } from '@stoa/contracts/http/tutors';
import { momentText } from '@stoa/contracts/words/format';
import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import type { ReactElement } from 'react';
import type { z } from 'zod';
import { queries } from '../client/queries';
import { EmptyState } from '../ui/EmptyState';
import { Bar } from '../ui/Skeleton';
import { useReader } from '../ui/reader';
import type { Choice } from './choice';
import { dayText } from './WeekPager';
import { type Week, weekIndexOf } from './weeks';
import { dateKey } from '@stoa/contracts/words/format';
import { firstName } from '../ui/names';

/** The API answers at most this many days at once. */
const LOOK_AHEAD_MS = 42 * 86_400_000;

interface Props {
  readonly tutor: TutorView;
  readonly choice: Choice;
  readonly list: z.output<typeof SlotList>;
  readonly week: Week;
  readonly onChoose: (choice: Choice) => void;
}

/** An empty week says when the next free time is, and goes there. */
export function NoSlots({ tutor, choice, list, week, onChoose }: Props): ReactElement {
  const t = useTranslations('web.tutor');
  const reader = useReader(tutor.asOf);
  const until = Math.min(Date.parse(list.horizonEndsAt), Date.parse(week.to) + LOOK_AHEAD_MS);
  const ahead = until > Date.parse(week.to);
  const { data, isPending } = useQuery({
    ...queries.slots({
      tutorId: tutor.id,
      durationMinutes: choice.minutes,
      trial: choice.trial,
      from: week.to,
      to: new Date(until).toISOString(),
    }),
    enabled: ahead,
  });
  const next = data?.items[0];
  if (ahead && isPending)
    return (
      <EmptyState title={t('none')} help={t('looking')}>
        <Bar chars={14} as="lead" />
      </EmptyState>
    );
  const name = firstName(tutor.name);
  if (!next)
    return (
      <EmptyState title={t('none')} help={t('noneAtAll', { name, until: momentText(until, reader) })}>
        {choice.week > 0 ? (
          <Button variant="default" onClick={() => onChoose({ ...choice, week: 0 })}>
            {t('thisWeek')}
          </Button>
        ) : null}
      </EmptyState>
    );
  const at = Date.parse(next.startsAt);
  const index = weekIndexOf(at, reader.zone, Date.parse(tutor.asOf));
  return (
    <EmptyState title={t('none')} help={t('noneNext', { when: momentText(at, reader) })}>
      <Button onClick={() => onChoose({ ...choice, week: index })}>
        {t('goNext', { day: dayText(dateKey(at, reader.zone), reader) })}
      </Button>
    </EmptyState>
  );
}
