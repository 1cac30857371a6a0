import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import type { ReactElement } from 'react';
import { ReceiptPage } from '../../src/account/ReceiptPage';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('web.closing.receipt');
  return { title: t('title'), robots: { index: false } };
}

export default function Page(): ReactElement {
  return <ReceiptPage />;
}
