'use client';

import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import Link from 'next/link';
import { type ReactElement, useId, useState } from 'react';
import type { Acting } from '../client/acting';
import { queries } from '../client/queries';
import { reviewQueries } from '../reviews/queries';
import { type DuePage, ToReview } from '../reviews/ToReview';
import { ActingSwitch, useActing } from '../session/ActingSwitch';
import { EmptyState } from '../ui/EmptyState';
import { Problem } from '../ui/Problem';
import { BookingRows, BookingRowsSkeleton } from './BookingRows';
import classes from './MyBookings.module.css';

/** What waits for me, what comes next, and the past folded away. */
export function MyBookings(): ReactElement {
  const t = useTranslations('web.bookings');
  const { acting, both, change } = useActing();
  return (
    <>
      <header className={classes.head}>
        <h1>{acting === 'tutor' ? t('asTutor') : t('title')}</h1>
        {both ? <ActingSwitch acting={acting} onChange={change} /> : null}
      </header>
      <Lists key={acting} acting={acting} />
    </>
  );
}

function Lists({ acting }: { readonly acting: Acting }): ReactElement {
  const t = useTranslations('web.bookings');
  const waiting = useQuery(queries.bookings('needsMe', acting));
  const upcoming = useQuery(queries.bookings('upcoming', acting));
  // asked for besides: without its answer the lessons are there all the same
  const { data: due } = useQuery(reviewQueries.due(acting));
  const failed = [waiting, upcoming].find((query) => query.error && !query.data);
  if (failed)
    return <Problem error={failed.error} onAgain={() => void Promise.all([waiting.refetch(), upcoming.refetch()])} />;
  if (!waiting.data || !upcoming.data) return <BookingRowsSkeleton />;
  // what waits for me stands on top; it is not repeated further down
  const mine = new Set(waiting.data.items.map((booking) => booking.id));
  const coming = upcoming.data.items.filter((booking) => !mine.has(booking.id));
  return (
    <>
      <Section title={t('needsMe')} isShown={mine.size > 0}>
        <BookingRows items={waiting.data.items} asOf={waiting.data.asOf} acting={acting} />
      </Section>
      {due ? <Due page={due} acting={acting} /> : null}
      <Section title={t('upcoming')} isShown={coming.length > 0}>
        <BookingRows
          items={coming}
          asOf={upcoming.data.asOf}
          acting={acting}
          next={upcoming.data.nextCursor}
          group="upcoming"
        />
      </Section>
      {mine.size + coming.length + (due?.items.length ?? 0) === 0 ? <Nothing acting={acting} /> : null}
      <Past acting={acting} />
    </>
  );
}

function Due({ page, acting }: { readonly page: DuePage; readonly acting: Acting }): ReactElement {
  const t = useTranslations('web.reviews.due');
  return (
    <Section title={t('title')} isShown={page.items.length > 0}>
      <ToReview first={page} acting={acting} />
    </Section>
  );
}

interface SectionProps {
  readonly title: string;
  readonly isShown: boolean;
  readonly children: ReactElement;
}
function Section({ title, isShown, children }: SectionProps): ReactElement | null {
  const id = useId();
  if (!isShown) return null;
  return (
    <section aria-labelledby={id} className={classes.section}>
      <h2 id={id}>{title}</h2>
      {children}
    </section>
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
  const past = useQuery({ ...queries.bookings('past', acting), enabled: open });
  return (
    <details className={classes.past} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{t('showPast')}</summary>
      {past.error && !past.data ? (
        <Problem error={past.error} onAgain={() => void past.refetch()} />
      ) : !past.data ? (
        <BookingRowsSkeleton rows={2} />
      ) : past.data.items.length === 0 ? (
        <p className="quiet">{t('noPast')}</p>
      ) : (
        <BookingRows
          items={past.data.items}
          asOf={past.data.asOf}
          acting={acting}
          next={past.data.nextCursor}
          group="past"
        />
      )}
    </details>
  );
}
