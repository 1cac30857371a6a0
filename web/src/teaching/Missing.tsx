'use client';

import { useTranslations } from 'next-intl';
import Link from 'next/link';
import type { ReactElement } from 'react';
import { Icon } from '../ui/icons';
import classes from './Missing.module.css';
import { type ChecklistItem, itemHref } from './steps';

interface Line {
  readonly item: ChecklistItem;
  readonly required: boolean;
  readonly done: boolean;
  readonly needs: number | null;
}

/** What a profile still lacks, each with the way to it. */
export function Missing({ checklist }: { readonly checklist: readonly Line[] }): ReactElement {
  const t = useTranslations('web.teaching.profiles');
  const lacking = checklist.filter(({ required, done }) => required && !done);
  return (
    <section className={classes.missing} aria-label={t('missingTitle')}>
      <p className={classes.count}>{t('missing', { n: lacking.length })}</p>
      <ul>
        {lacking.map(({ item, needs }) => (
          <li key={item}>
            <Icon name="forward" size={14} />
            <Link href={itemHref(item)}>{t(`item.${item}`, { needs: String(needs ?? 1) })}</Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
