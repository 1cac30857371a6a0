import { HydrationBoundary } from '@tanstack/react-query';
import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { redirect } from 'next/navigation';
import type { ReactElement } from 'react';
import { currentMe, hasSession, prefetched } from '../../src/client/server';
import { StandingPage } from '../../src/teaching/StandingPage';
import { teachingQueries } from '../../src/teaching/queries';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('web.teaching.standing');
  return { title: t('title'), robots: { index: false } };
}

export default async function Page(): Promise<ReactElement> {
  if (!(await hasSession())) redirect('/sign-in?next=%2Fteaching');
  const isTutor = (await currentMe())?.actingAs === 'tutor';
  return (
    <HydrationBoundary
      state={await prefetched(...(isTutor ? [teachingQueries.approval(), teachingQueries.visibility()] : []))}
    >
      <StandingPage />
    </HydrationBoundary>
  );
}
