import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import type { ReactElement } from 'react';
import { OfflinePage } from '../../src/ui/OfflinePage';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('web.pages');
  return { title: t('offline'), robots: { index: false } };
}

export default function Page(): ReactElement {
  return <OfflinePage />;
}
