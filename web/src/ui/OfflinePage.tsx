'use client';

import { Button } from '@mantine/core';
import { useTranslations } from 'next-intl';
import { type ReactElement, useEffect } from 'react';
import { EmptyState } from './EmptyState';
import { useOnline } from './OfflineBar';

/** Shown in the place of any page while there is no connection; its address stays, so going on is a reload. */
export function OfflinePage(): ReactElement {
  const t = useTranslations('web');
  const online = useOnline();
  useEffect(() => {
    const back = () => window.location.reload();
    window.addEventListener('online', back);
    return () => window.removeEventListener('online', back);
  }, []);
  return (
    <EmptyState title={t('pages.offline')} help={t('pages.offlineHelp')} headingLevel={1}>
      <Button variant={online ? 'filled' : 'default'} onClick={() => window.location.reload()}>
        {t('problem.again')}
      </Button>
    </EmptyState>
  );
}
