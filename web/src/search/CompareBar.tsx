'use client';

import { Button } from '@mantine/core';
import { useTranslations } from 'next-intl';
import Link from 'next/link';
import type { ReactElement } from 'react';
import { useCompared } from './chosen';
import { compareHref } from './compared';
import classes from './CompareBar.module.css';

/** The way from ticks to the comparison: at the foot of the window, within reach of a thumb. */
export function CompareBar(): ReactElement | null {
  const t = useTranslations('web.compare');
  const { compared, clear } = useCompared();
  if (compared.length === 0) return null;
  const href = compareHref(compared.map(({ id }) => id));
  return (
    <section className={classes.bar} aria-label={t('title')}>
      <p role="status">
        <span className={classes.names}>{compared.map(({ name }) => name).join(', ')}</span>
      </p>
      <button type="button" className={classes.clear} onClick={clear}>
        {t('clear')}
      </button>
      {compared.length > 1 ? (
        <Button component={Link} href={href} size="sm">
          {t('open', { n: String(compared.length) })}
        </Button>
      ) : (
        <Button size="sm" disabled>
          {t('openOne')}
        </Button>
      )}
    </section>
  );
}
