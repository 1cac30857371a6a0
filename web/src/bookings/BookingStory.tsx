'use client';

import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import type { ReactElement } from 'react';
import { queries } from '../client/queries';
import { Problem } from '../ui/Problem';
import { Bar, Skeleton } from '../ui/Skeleton';
import { Timeline } from '../ui/Timeline';
import { Fact } from './BookingFacts';

const BONES = 3;

export function BookingStory({ bookingId }: { readonly bookingId: string }): ReactElement {
  const t = useTranslations('web.booking');
  const { data, error, refetch } = useQuery(queries.timeline(bookingId));
  return (
    <Fact title={t('story')}>
      {error && !data ? (
        <Problem error={error} onAgain={() => void refetch()} />
      ) : !data ? (
        <StoryBones />
      ) : data.items.length === 0 ? (
        <p className="quiet">{t('noStory')}</p>
      ) : (
        <Timeline items={data.items} asOf={data.asOf} />
      )}
    </Fact>
  );
}

export function StoryBones(): ReactElement {
  return (
    <Skeleton>
      {Array.from({ length: BONES }, (_, i) => (
        <div key={i}>
          <Bar chars={34} as="small" />
          <Bar chars={18} as="fine" />
          <Bar chars={1} as="fine" />
        </div>
      ))}
    </Skeleton>
  );
}
