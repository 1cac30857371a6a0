import { HydrationBoundary } from '@tanstack/react-query';
import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { redirect } from 'next/navigation';
import type { ReactElement } from 'react';
import { BookingPage } from '../../../src/bookings/BookingPage';
import { queries } from '../../../src/client/queries';
import { hasSession, prefetched } from '../../../src/client/server';

interface Props {
  readonly params: Promise<{ readonly bookingId: string }>;
}

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('web.bookings');
  return { title: t('title'), robots: { index: false } };
}

export default async function Page({ params }: Props): Promise<ReactElement> {
  const { bookingId } = await params;
  if (!(await hasSession())) redirect(`/sign-in?next=${encodeURIComponent(`/bookings/${bookingId}`)}`);
  return (
    <HydrationBoundary state={await prefetched(queries.booking(bookingId), queries.timeline(bookingId))}>
      <BookingPage bookingId={bookingId} />
    </HydrationBoundary>
  );
}
