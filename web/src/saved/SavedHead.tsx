'use client';

import { useTranslations } from 'next-intl';
import Link from 'next/link';
import type { ReactElement } from 'react';
import classes from './Saved.module.css';

/** What is kept for later has two pages, one step apart. */
export function SavedHead({ here }: { readonly here: 'favourites' | 'searches' }): ReactElement {
  const t = useTranslations('web.saved');
  return (
    <header className={classes.head}>
      <h1>{t(here)}</h1>
      {here === 'favourites' ? (
        <Link href="/searches">{t('searches')}</Link>
      ) : (
        <Link href="/favourites">{t('favourites')}</Link>
      )}
    </header>
  );
}
