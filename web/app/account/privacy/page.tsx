import { HydrationBoundary } from '@tanstack/react-query';
import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { redirect } from 'next/navigation';
import type { ReactElement } from 'react';
import { accountQueries } from '../../../src/account/asks';
import { PrivacyPage } from '../../../src/account/PrivacyPage';
import { hasSession, prefetched } from '../../../src/client/server';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('web.account.account');
  return { title: t('privacy'), robots: { index: false } };
}

export default async function Page(): Promise<ReactElement> {
  if (!(await hasSession())) redirect('/sign-in?next=%2Faccount%2Fprivacy');
  return (
    <HydrationBoundary state={await prefetched(accountQueries.options())}>
      <PrivacyPage />
    </HydrationBoundary>
  );
}
