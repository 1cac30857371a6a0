'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { type ReactElement, useEffect, useSyncExternalStore } from 'react';
import classes from './Bars.module.css';

function subscribe(listener: () => void): () => void {
  window.addEventListener('online', listener);
  window.addEventListener('offline', listener);
  return () => {
    window.removeEventListener('online', listener);
    window.removeEventListener('offline', listener);
  };
}

export const useOnline = (): boolean =>
  useSyncExternalStore(
    subscribe,
    () => navigator.onLine,
    () => true,
  );

/** Says that what is on screen may be old, and goes on by itself when the connection is back. */
export function OfflineBar(): ReactElement | null {
  const t = useTranslations('web.pages');
  const online = useOnline();
  const client = useQueryClient();
  useEffect(() => {
    if (online) void client.invalidateQueries({ predicate: (query) => query.state.status === 'error' });
  }, [online, client]);
  useEffect(() => {
    // without it a page that cannot be reached is the browser's own error page; with an error here all else still works
    if (process.env.NODE_ENV === 'production')
      void navigator.serviceWorker?.register('/offline-worker.mjs').catch(() => null);
  }, []);
  if (online) return null;
  return (
    <p role="status" className={classes.bar} data-tone="waits">
      {t('offlineBar')}
    </p>
  );
}
