import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { redirect } from 'next/navigation';
import type { ReactElement } from 'react';
import { hasSession } from '../../src/client/server';
import { Favourites } from '../../src/saved/Favourites';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('web.saved');
  return { title: t('favourites'), robots: { index: false } };
}

export default async function Page(): Promise<ReactElement> {
  if (!(await hasSession())) redirect('/sign-in?next=/favourites');
  return <Favourites />;
}
