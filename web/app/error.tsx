'use client';

import { Button } from '@mantine/core';
import { useTranslations } from 'next-intl';
import type { ReactElement } from 'react';
import { EmptyState } from '../src/ui/EmptyState';

interface Props {
  readonly error: Error & { readonly digest?: string };
  readonly reset: () => void;
}

export default function ErrorPage({ error, reset }: Props): ReactElement {
  const t = useTranslations('web');
  return (
    <EmptyState title={t('pages.error')} help={t('pages.errorHelp')} headingLevel={1}>
      <title>{t('site.title', { page: t('pages.error') })}</title>
      <Button onClick={reset}>{t('problem.again')}</Button>
      {error.digest ? <p className="quiet fine">{t('problem.number', { number: error.digest })}</p> : null}
    </EmptyState>
  );
}
