import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { redirect } from 'next/navigation';
import type { ReactElement } from 'react';
import { ConfirmBooking } from '../../../../src/bookings/ConfirmBooking';
import { wishFrom } from '../../../../src/bookings/wish';
import { queries } from '../../../../src/client/queries';
import { hasSession, prefetched } from '../../../../src/client/server';
import { HydrationBoundary } from '@tanstack/react-query';
import { IncompleteWish } from '../../../../src/bookings/IncompleteWish';

interface Props {
  readonly params: Promise<{ readonly tutorId: string }>;
  readonly searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('web.book');
  return { title: t('title'), robots: { index: false } };
}

export default async function Page({ params, searchParams }: Props): Promise<ReactElement> {
  const { tutorId } = await params;
  const wish = wishFrom(tutorId, await searchParams);
  if (!wish) return <IncompleteWish tutorId={tutorId} />;
  if (!(await hasSession())) {
    const search = new URLSearchParams({
      subject: wish.subjectId,
      minutes: String(wish.durationMinutes),
      at: wish.startsAt,
      ...(wish.trial && { trial: 'true' }),
    });
    redirect(`/sign-in?next=${encodeURIComponent(`/tutors/${tutorId}/book?${search.toString()}`)}`);
  }
  return (
    <HydrationBoundary state={await prefetched(queries.tutor(tutorId))}>
      <ConfirmBooking wish={wish} />
    </HydrationBoundary>
  );
}
