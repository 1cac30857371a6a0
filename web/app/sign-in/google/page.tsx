import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import type { ReactElement } from 'react';
import { GoogleReturn } from '../../../src/account/GoogleReturn';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('web.account.google');
  return { title: t('title'), robots: { index: false } };
}

export default function Page(): ReactElement {
  return <GoogleReturn />;
}
