import { HydrationBoundary } from '@tanstack/react-query';
import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { redirect } from 'next/navigation';
import type { ReactElement } from 'react';
import { MyBookings } from '../../src/bookings/MyBookings';
import { isActing } from '../../src/client/acting';
import { queries } from '../../src/client/queries';
import { reviewQueries } from '../../src/reviews/queries';
import { currentMe, hasSession, prefetched } from '../../src/client/server';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('web.bookings');
  return { title: t('title'), robots: { index: false } };
}

export default async function Page(): Promise<ReactElement> {
  if (!(await hasSession())) redirect('/sign-in?next=%2Fbookings');
  const acting = (await currentMe())?.actingAs;
  const lists = isActing(acting)
    ? [queries.bookings('needsMe', acting), queries.bookings('upcoming', acting), reviewQueries.due(acting)]
    : [];
  return (
    <HydrationBoundary state={await prefetched(...lists)}>
      <MyBookings />
    </HydrationBoundary>
  );
}
