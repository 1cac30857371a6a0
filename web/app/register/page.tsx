import { HydrationBoundary } from '@tanstack/react-query';
import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import type { ReactElement } from 'react';
import { accountQueries } from '../../src/account/asks';
import { RegisterPage } from '../../src/account/RegisterForm';
import { prefetched } from '../../src/client/server';
import { safeNext } from '../../src/session/next';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('web.account.register');
  return { title: t('title'), robots: { index: false } };
}

interface Props {
  readonly searchParams: Promise<{ readonly next?: string | string[] }>;
}

export default async function Page({ searchParams }: Props): Promise<ReactElement> {
  const { next } = await searchParams;
  return (
    <HydrationBoundary state={await prefetched(accountQueries.options())}>
      <RegisterPage next={safeNext(typeof next === 'string' ? next : null)} />
    </HydrationBoundary>
  );
}
