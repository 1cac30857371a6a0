import { useTranslations } from 'next-intl';
import Link from 'next/link';
import type { ReactElement } from 'react';
import { EmptyState } from '../src/ui/EmptyState';

export default function NotFound(): ReactElement {
  const t = useTranslations('web');
  return (
    <EmptyState title={t('pages.notFound')} help={t('pages.notFoundHelp')} headingLevel={1}>
      <Link href="/">{t('problem.toTutors')}</Link>
      <Link href="/bookings">{t('problem.toBookings')}</Link>
    </EmptyState>
  );
}
