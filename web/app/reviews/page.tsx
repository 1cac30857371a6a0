import { HydrationBoundary } from '@tanstack/react-query';
import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { redirect } from 'next/navigation';
import type { ReactElement } from 'react';
import { isActing } from '../../src/client/acting';
import { currentMe, hasSession, prefetched } from '../../src/client/server';
import { myReviewQueries } from '../../src/reviews/queries';
import { ReviewsPage } from '../../src/reviews/ReviewsPage';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('web.reviews.mine');
  return { title: t('title'), robots: { index: false } };
}

export default async function Page(): Promise<ReactElement> {
  if (!(await hasSession())) redirect('/sign-in?next=%2Freviews');
  const acting = (await currentMe())?.actingAs;
  return (
    <HydrationBoundary state={await prefetched(...(isActing(acting) ? myReviewQueries(acting) : []))}>
      <ReviewsPage />
    </HydrationBoundary>
  );
}
