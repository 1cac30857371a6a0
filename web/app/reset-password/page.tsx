import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import type { ReactElement } from 'react';
import { ResetPassword } from '../../src/account/ResetPassword';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('web.account.reset');
  return { title: t('title'), robots: { index: false } };
}

export default function Page(): ReactElement {
  return <ResetPassword />;
}
