import { HydrationBoundary } from '@tanstack/react-query';
import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { redirect } from 'next/navigation';
import type { ReactElement } from 'react';
import { accountQueries } from '../../src/account/asks';
import { ProfilePage } from '../../src/account/ProfilePage';
import { hasSession, prefetched } from '../../src/client/server';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('web.account.account');
  return { title: t('title'), robots: { index: false } };
}

export default async function Page(): Promise<ReactElement> {
  if (!(await hasSession())) redirect('/sign-in?next=%2Faccount');
  return (
    <HydrationBoundary state={await prefetched(accountQueries.account(), accountQueries.options())}>
      <ProfilePage />
    </HydrationBoundary>
  );
}
