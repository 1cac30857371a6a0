import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import type { ReactElement } from 'react';
import { LinkPage } from '../../src/account/LinkPage';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('web.account.link');
  return { title: t('changeTitle'), robots: { index: false } };
}

export default function Page(): ReactElement {
  return <LinkPage purpose="confirm" />;
}
