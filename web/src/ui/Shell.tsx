'use client';

import { useTranslations } from 'next-intl';
import Link from 'next/link';
import { usePathname } from 'next/navigation';
import type { ReactElement, ReactNode } from 'react';
import { AccountBars } from '../session/AccountBars';
import { AccountMenu } from '../session/AccountMenu';
import { useMe } from '../session/useMe';
import { SignInAgain } from '../session/SignInAgain';
import { ZoneBanner } from '../session/ZoneBanner';
import { NewsLine } from './NewsLine';
import { OfflineBar } from './OfflineBar';
import classes from './Shell.module.css';

/** The frame of every page: where I am, where else I can go, who I am. */
export function Shell({ children }: { readonly children: ReactNode }): ReactElement {
  const t = useTranslations('web.site');
  const path = usePathname();
  const { me } = useMe();
  const here = (prefix: string): 'page' | undefined =>
    path === prefix || path.startsWith(`${prefix}/`) ? 'page' : undefined;
  return (
    <>
      <a href="#content" className={classes.skip}>
        {t('skip')}
      </a>
      <header className={classes.header}>
        <div className={classes.inner}>
          <Link href="/" className={classes.mark} aria-label={t('name')}>
            <svg aria-hidden="true" viewBox="0 0 32 28" width="24" height="21">
              <path d="M1 26h30M3 22.5h26M4 8h24L16 1.5 4 8ZM7.5 10.5v10m5.7-10v10m5.6-10v10m5.7-10v10" />
            </svg>
            {t('name')}
          </Link>
          <nav className={classes.nav} data-many={me?.actingAs === 'tutor' || undefined}>
            <Link href="/" aria-current={path === '/' ? 'page' : here('/tutors')}>
              {t('tutors')}
            </Link>
            <Link href="/bookings" aria-current={here('/bookings')} prefetch={false}>
              {t('bookings')}
            </Link>
            {me?.actingAs === 'tutor' ? (
              <Link href="/teaching" aria-current={here('/teaching')} prefetch={false}>
                {t('teaching')}
              </Link>
            ) : null}
          </nav>
          <AccountMenu />
        </div>
      </header>
      <OfflineBar />
      <AccountBars />
      <ZoneBanner />
      <main id="content" tabIndex={-1} className={classes.main}>
        {children}
      </main>
      <footer className={classes.footer}>
        <p>{t('foot')}</p>
        <p className={classes.papers}>
          <Link href="/terms" prefetch={false}>
            {t('terms')}
          </Link>
          <Link href="/privacy" prefetch={false}>
            {t('privacy')}
          </Link>
        </p>
      </footer>
      <NewsLine />
      <SignInAgain />
    </>
  );
}
