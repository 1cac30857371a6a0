import { useTranslations } from 'next-intl';
import Link from 'next/link';
import type { ReactElement } from 'react';
import { EmptyState } from '../ui/EmptyState';

export function IncompleteWish({ tutorId }: { readonly tutorId: string }): ReactElement {
  const t = useTranslations('web.book');
  return (
    <EmptyState title={t('incomplete')} help={t('incompleteHelp')}>
      <Link href={`/tutors/${tutorId}`}>{t('chooseOther')}</Link>
    </EmptyState>
  );
}
