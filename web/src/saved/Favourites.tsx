'use client';

import { Button } from '@mantine/core';
import type { FavouritePage } from '@stoa/contracts/http/savedSearches';
import { type InfiniteData, useInfiniteQuery, type UseInfiniteQueryResult } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import Link from 'next/link';
import { type ReactElement, useState } from 'react';
import type { z } from 'zod';
import { CompareBar } from '../search/CompareBar';
import { CompareTick } from '../search/CompareTick';
import { NextTimes } from '../search/NextTimes';
import { ResultCardSkeleton, TutorFacts } from '../search/ResultCard';
import cards from '../search/ResultCard.module.css';
import { ResultPrice } from '../search/ResultPrice';
import lists from '../search/Results.module.css';
import { type Times, useTimes } from '../search/times';
import { Avatar } from '../ui/Avatar';
import { EmptyState } from '../ui/EmptyState';
import { More } from '../ui/More';
import { Problem } from '../ui/Problem';
import { FavouriteButton } from './FavouriteButton';
import { savedQueries } from './queries';
import { SavedHead } from './SavedHead';

type Favourite = z.output<typeof FavouritePage>['items'][number];
const SKELETONS = 3;

/** The tutors somebody keeps, the newest first. Who is let go stays in sight until the page is left, to be kept again. */
export function Favourites(): ReactElement {
  return (
    <>
      <SavedHead here="favourites" />
      <List />
      <CompareBar />
    </>
  );
}

function List(): ReactElement {
  const t = useTranslations('web.saved');
  const found = useInfiniteQuery({ ...savedQueries.favourites(), refetchOnMount: 'always' });
  const { data, error } = found;
  if (data) return <Cards found={found} />;
  if (error) return <Problem error={error} onAgain={() => void found.refetch()} />;
  return (
    <ul className={lists.list} aria-busy="true" aria-label={t('favourites')}>
      {Array.from({ length: SKELETONS }, (_, i) => (
        <ResultCardSkeleton key={i} />
      ))}
    </ul>
  );
}

interface CardsProps {
  readonly found: UseInfiniteQueryResult<InfiniteData<z.output<typeof FavouritePage>>>;
}

function Cards({ found }: CardsProps): ReactElement {
  const t = useTranslations('web.saved');
  const pages = found.data?.pages ?? [];
  const tutors = useKeptInSight(pages.flatMap(({ items }) => items));
  const bookable = pages.map(({ items }) => ({ items: items.filter((one) => one.bookable) }));
  const times = useTimes({ filters: {} }, bookable);
  if (tutors.length === 0)
    return (
      <EmptyState title={t('empty')} help={t('emptyHelp')}>
        <Button component={Link} href="/">
          {t('find')}
        </Button>
      </EmptyState>
    );
  return (
    <>
      <ul className={lists.list}>
        {tutors.map((tutor) => (
          <FavouriteCard key={tutor.id} tutor={tutor} times={times.of(tutor.id)} asOf={pages[0]?.asOf ?? ''} />
        ))}
      </ul>
      <More found={found} label={t('more')} />
    </>
  );
}

/** Everybody the list has shown since it was opened, in the order they were first seen. */
function useKeptInSight(listed: readonly Favourite[]): readonly Favourite[] {
  const [seen, setSeen] = useState<readonly Favourite[]>([]);
  const fresh = new Map(listed.map((one) => [one.id, one]));
  const missing = listed.filter(({ id }) => !seen.some((one) => one.id === id));
  if (missing.length > 0) setSeen([...seen, ...missing]);
  return seen.map((one) => fresh.get(one.id) ?? one);
}

interface CardProps {
  readonly tutor: Favourite;
  readonly times: Times;
  readonly asOf: string;
}

function FavouriteCard({ tutor, times, asOf }: CardProps): ReactElement {
  const t = useTranslations('web.saved');
  return (
    <li className={cards.card}>
      <Avatar name={tutor.name} url={tutor.avatarUrl} size={64} />
      <div className={cards.who}>
        <h2 className={cards.name}>
          <Link href={`/tutors/${tutor.id}`} className={cards.link}>
            {tutor.name}
          </Link>
        </h2>
        <p className={cards.headline}>{tutor.headline}</p>
        <TutorFacts tutor={tutor} />
      </div>
      <ResultPrice
        price={{ amount: tutor.hourlyRate, converted: null, varies: tutor.rateVaries }}
        minutes={undefined}
      />
      {tutor.bookable ? (
        <NextTimes tutor={tutor} times={times} filters={{}} asOf={asOf} />
      ) : (
        <p className={cards.still}>{t('notBookable')}</p>
      )}
      <div className={cards.acts}>
        <FavouriteButton tutor={tutor} />
        {tutor.bookable ? <CompareTick id={tutor.id} name={tutor.name} /> : null}
      </div>
    </li>
  );
}
