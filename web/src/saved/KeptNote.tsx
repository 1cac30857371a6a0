'use client';

import { useTranslations } from 'next-intl';
import Link from 'next/link';
import type { ReactElement } from 'react';
import classes from './Saved.module.css';
import { useKeptWish } from './useFavourites';

/** Says, after signing in, that whom the reader wished to keep is kept. */
export function KeptNote(): ReactElement {
  const t = useTranslations('web.saved');
  const name = useKeptWish();
  return (
    <div role="status">
      {name === null ? null : (
        <p className={classes.note}>
          {t('addedAfter', { name })} <Link href="/favourites">{t('favourites')}</Link>
        </p>
      )}
    </div>
  );
}
