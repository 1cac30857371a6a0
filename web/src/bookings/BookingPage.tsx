'use client';

import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import Link from 'next/link';
import { type ReactElement, useState } from 'react';
import type { Act } from '../client/asks';
import { queries } from '../client/queries';
import { SessionReviews } from '../reviews/SessionReviews';
import { useMe } from '../session/useMe';
import { ActionBar } from '../ui/ActionBar';
import { Problem } from '../ui/Problem';
import { StatusBadge } from '../ui/StatusBadge';
import { When } from '../ui/When';
import { ActDialog } from './ActDialog';
import { BookingDeadlines, BookingMoney, BookingNote, BookingPlace, BookingTerms } from './BookingFacts';
import classes from './BookingPage.module.css';
import { BookingPageSkeleton } from './BookingPageSkeleton';
import { BookingStory } from './BookingStory';

/** While the bank or the payment page is awaited the page asks by itself, for the case that the live connection is down. */
const WAITING_MS = 2_000;

/** Everything about one booking: what is now on the left, how it came on the right. */
export function BookingPage({ bookingId }: { readonly bookingId: string }): ReactElement {
  const t = useTranslations('web.booking');
  const { me } = useMe();
  const [asked, setAsked] = useState<Act | null>(null);
  const { data, error, refetch } = useQuery({
    ...queries.booking(bookingId),
    refetchInterval: ({ state }) => (state.data && isMoving(state.data) ? WAITING_MS : false),
  });
  if (error && !data)
    return (
      <Problem error={error} onAgain={() => void refetch()} headingLevel={1}>
        <Link href="/bookings">{t('back')}</Link>
      </Problem>
    );
  if (!data) return <BookingPageSkeleton />;
  const acting = me?.id === data.tutor.id ? 'tutor' : 'student';
  const other = acting === 'tutor' ? data.student : data.tutor;
  const minutes = Math.round((Date.parse(data.endsAt) - Date.parse(data.startsAt)) / 60_000);
  return (
    <article>
      <Link href="/bookings" className="small">
        {t('back')}
      </Link>
      <header className={classes.head}>
        <h1>{t('title', { subject: data.subject, name: other.name })}</h1>
        <p className={classes.badges}>
          <StatusBadge status={data.status} />
          {data.trial ? <span className={classes.code}>{t('trial')}</span> : null}
          <span className={classes.code}>{t('code', { code: data.code })}</span>
        </p>
      </header>
      {error ? <Problem error={error} onAgain={() => void refetch()} /> : null}
      <div className={classes.columns}>
        <div className={classes.now}>
          <When startsAt={data.startsAt} endsAt={data.endsAt} asOf={data.asOf} other={other} size="page" />
          <BookingDeadlines booking={data} acting={acting} />
          <ActionBar
            actions={data.actions}
            onAct={setAsked}
            bookAgainHref={`/tutors/${data.tutor.id}?subject=${data.subjectId}&minutes=${minutes}`}
          />
          <SessionReviews booking={data} acting={acting} />
          <BookingPlace booking={data} />
          <BookingMoney booking={data} acting={acting} />
          <BookingTerms booking={data} acting={acting} />
          <BookingNote booking={data} acting={acting} />
        </div>
        <BookingStory bookingId={bookingId} />
      </div>
      {asked ? <ActDialog booking={data} action={asked} acting={acting} onClose={() => setAsked(null)} /> : null}
    </article>
  );
}

interface Moving {
  readonly pendingMove: string | null;
  readonly actions: readonly { readonly action: string; readonly url: string | null }[];
}
/** Something is under way that ends within seconds: a confirmation, or the address of the payment page. */
function isMoving(booking: Moving): boolean {
  return booking.pendingMove !== null || booking.actions.some((one) => one.action === 'pay' && one.url === null);
}
