import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import type { ReactElement } from 'react';
import { ForgotPassword } from '../../src/account/ForgotPassword';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('web.account.forgot');
  return { title: t('title'), robots: { index: false } };
}

export default function Page(): ReactElement {
  return <ForgotPassword />;
}
