import { HydrationBoundary } from '@tanstack/react-query';
import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import type { ReactElement } from 'react';
import { prefetched } from '../../src/client/server';
import { comparedFrom } from '../../src/search/compared';
import { Comparison } from '../../src/search/Comparison';
import { searchQueries } from '../../src/search/queries';

interface Props {
  readonly searchParams: Promise<{ readonly ids?: string | string[] }>;
}

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('web.compare');
  return { title: t('title'), robots: { index: false } };
}

export default async function Page({ searchParams }: Props): Promise<ReactElement> {
  const { ids } = await searchParams;
  const wanted = comparedFrom([ids].flat()[0] ?? null);
  const state = wanted.length === 0 ? null : await prefetched(searchQueries.compare(wanted));
  return (
    <HydrationBoundary state={state}>
      <Comparison ids={wanted} />
    </HydrationBoundary>
  );
}
