'use client';

import { Button } from '@mantine/core';
import type { BookingCard, BookingPage } from '@stoa/contracts/http/bookings';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import Link from 'next/link';
import { type ReactElement, useState } from 'react';
import type { z } from 'zod';
import type { Acting } from '../client/acting';
import { type Paged, queries } from '../client/queries';
import { reviewQueries } from '../reviews/queries';
import { reviewsOf } from '../reviews/way';
import { ToReview } from '../reviews/ToReview';
import { ActingHead } from '../session/ActingHead';
import { useActing } from '../session/ActingSwitch';
import { EmptyState } from '../ui/EmptyState';
import { More } from '../ui/More';
import { Problem } from '../ui/Problem';
import { Section } from '../ui/Section';
import { BookingRows, BookingRowsSkeleton } from './BookingRows';
import classes from './MyBookings.module.css';

/** What waits for me, what comes next, and the past folded away. */
export function MyBookings(): ReactElement {
  const t = useTranslations('web.bookings');
  const reviews = useTranslations('web.reviews');
  const { acting } = useActing();
  return (
    <>
      <ActingHead title={acting === 'tutor' ? t('asTutor') : t('title')}>
        <Link href={reviewsOf(acting)}>{reviews('mine.title')}</Link>
      </ActingHead>
      <Lists key={acting} acting={acting} />
    </>
  );
}

function Lists({ acting }: { readonly acting: Acting }): ReactElement {
  const t = useTranslations('web.bookings');
  const reviews = useTranslations('web.reviews');
  const waiting = useInfiniteQuery(queries.bookings('needsMe', acting));
  const upcoming = useInfiniteQuery(queries.bookings('upcoming', acting));
  // asked for besides: without its answer the lessons are there all the same
  const due = useInfiniteQuery(reviewQueries.due(acting));
  const failed = [waiting, upcoming].find((query) => query.error && !query.data);
  if (failed)
    return <Problem error={failed.error} onAgain={() => void Promise.all([waiting.refetch(), upcoming.refetch()])} />;
  if (!waiting.data || !upcoming.data) return <BookingRowsSkeleton />;
  // what waits for me stands on top; it is not repeated further down
  const needsMe = waiting.data.pages.flatMap(({ items }) => items);
  const mine = new Set(needsMe.map(({ id }) => id));
  const coming = upcoming.data.pages.flatMap(({ items }) => items).filter(({ id }) => !mine.has(id));
  const toReview = due.data?.pages.some(({ items }) => items.length > 0) ?? false;
  return (
    <>
      <Shown title={t('needsMe')} items={needsMe} found={waiting} acting={acting} />
      {toReview ? (
        <Section title={reviews('due.title')}>
          <ToReview found={due} />
        </Section>
      ) : null}
      <Shown title={t('upcoming')} items={coming} found={upcoming} acting={acting} />
      {mine.size + coming.length === 0 && !toReview ? <Nothing acting={acting} /> : null}
      <Past acting={acting} />
    </>
  );
}

interface ListProps {
  readonly items: readonly BookingCard[];
  readonly found: Paged<z.output<typeof BookingPage>>;
  readonly acting: Acting;
}
function List({ items, found, acting }: ListProps): ReactElement {
  const t = useTranslations('web.bookings');
  return (
    <>
      <BookingRows items={items} asOf={found.data?.pages[0]?.asOf ?? ''} acting={acting} />
      <More found={found} label={t('more')} />
    </>
  );
}

/** A list under its title; of what holds nothing there is nothing to say. */
function Shown({ title, ...list }: ListProps & { readonly title: string }): ReactElement | null {
  if (list.items.length === 0) return null;
  return (
    <Section title={title}>
      <List {...list} />
    </Section>
  );
}

function Nothing({ acting }: { readonly acting: Acting }): ReactElement {
  const t = useTranslations('web.bookings');
  if (acting === 'tutor') return <EmptyState title={t('noneTutor')} help={t('noneTutorHelp')} />;
  return (
    <EmptyState title={t('none')} help={t('noneHelp')}>
      <Button component={Link} href="/">
        {t('find')}
      </Button>
    </EmptyState>
  );
}

/** The past is asked for only when somebody opens it. */
function Past({ acting }: { readonly acting: Acting }): ReactElement {
  const t = useTranslations('web.bookings');
  const [open, setOpen] = useState(false);
  const past = useInfiniteQuery({ ...queries.bookings('past', acting), enabled: open });
  const items = past.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <details className={classes.past} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{t('showPast')}</summary>
      {past.error && !past.data ? (
        <Problem error={past.error} onAgain={() => void past.refetch()} />
      ) : !past.data ? (
        <BookingRowsSkeleton rows={2} />
      ) : items.length === 0 ? (
        <p className="quiet">{t('noPast')}</p>
      ) : (
        <List items={items} found={past} acting={acting} />
      )}
    </details>
  );
}
