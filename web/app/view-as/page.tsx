import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import type { ReactElement } from 'react';
import { ViewAs } from '../../src/account/ViewAs';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('web.account.viewAs');
  return { title: t('title'), robots: { index: false } };
}

export default function Page(): ReactElement {
  return <ViewAs />;
}
