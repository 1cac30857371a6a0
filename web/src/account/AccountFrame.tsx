'use client';

import { useTranslations } from 'next-intl';
import Link from 'next/link';
import type { ReactElement, ReactNode } from 'react';
import { Bar, Skeleton } from '../ui/Skeleton';
import classes from './Account.module.css';

const PAGES = { profile: '/account', security: '/account/security', privacy: '/account/privacy' } as const;
export type AccountPage = keyof typeof PAGES;

/** The three pages of an account, and where the reader is. */
export function AccountFrame({
  page,
  children,
}: {
  readonly page: AccountPage;
  readonly children: ReactNode;
}): ReactElement {
  const t = useTranslations('web.account.account');
  return (
    <div className={classes.page}>
      <h1>{t('title')}</h1>
      <nav className={classes.tabs} aria-label={t('nav')}>
        {(['profile', 'security', 'privacy'] as const).map((one) => (
          <Link key={one} href={PAGES[one]} aria-current={one === page ? 'page' : undefined}>
            {t(one)}
          </Link>
        ))}
      </nav>
      {children}
    </div>
  );
}

/** One subject of a page. */
export function Panel({ title, children }: { readonly title: string; readonly children: ReactNode }): ReactElement {
  return (
    <section className={classes.panel} aria-label={title}>
      <h2>{title}</h2>
      {children}
    </section>
  );
}

export function PanelSkeleton({ rows = 3 }: { readonly rows?: number }): ReactElement {
  return (
    <Skeleton>
      {Array.from({ length: rows }, (_, row) => (
        <div key={row} className={classes.field}>
          <Bar chars={12} />
          <Bar steps={11} />
        </div>
      ))}
    </Skeleton>
  );
}
