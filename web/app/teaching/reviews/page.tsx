import { HydrationBoundary } from '@tanstack/react-query';
import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { redirect } from 'next/navigation';
import type { ReactElement } from 'react';
import { currentMe, hasSession, prefetched } from '../../../src/client/server';
import { myReviewQueries } from '../../../src/reviews/queries';
import { TeachingReviewsPage } from '../../../src/reviews/ReviewsPage';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('web.reviews.mine');
  return { title: t('title'), robots: { index: false } };
}

export default async function Page(): Promise<ReactElement> {
  if (!(await hasSession())) redirect('/sign-in?next=%2Fteaching%2Freviews');
  const acting = (await currentMe())?.actingAs;
  return (
    <HydrationBoundary state={await prefetched(...(acting === 'tutor' ? myReviewQueries(acting) : []))}>
      <TeachingReviewsPage />
    </HydrationBoundary>
  );
}
