import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import type { ReactElement } from 'react';
import { Paper } from '../../src/account/Paper';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('web.legal.privacy');
  return { title: t('title') };
}

export default function Page(): ReactElement {
  return <Paper paper="privacy" />;
}
