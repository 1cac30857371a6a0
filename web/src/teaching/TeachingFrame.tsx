'use client';

import { Button } from '@mantine/core';
import { useTranslations } from 'next-intl';
import Link from 'next/link';
import { usePathname } from 'next/navigation';
import type { ReactElement, ReactNode } from 'react';
import { useActing } from '../session/ActingSwitch';
import { useMe } from '../session/useMe';
import { EmptyState } from '../ui/EmptyState';
import classes from './TeachingFrame.module.css';

const PAGES = [
  ['start', '/teaching'],
  ['profile', '/teaching/profile'],
  ['hours', '/teaching/hours'],
  ['exceptions', '/teaching/exceptions'],
  ['reviews', '/teaching/reviews'],
] as const;

/** The tutor's own pages: for whoever teaches, and asked for in that role. */
export function TeachingFrame({ children }: { readonly children: ReactNode }): ReactElement {
  const t = useTranslations('web.teaching');
  const { me } = useMe();
  const { acting, change } = useActing();
  const path = usePathname();
  if (me && !me.roles.includes('tutor'))
    return (
      <EmptyState title={t('stranger.title')} help={t('stranger.help')} headingLevel={1}>
        <Button component={Link} href="/">
          {t('stranger.go')}
        </Button>
      </EmptyState>
    );
  if (me && acting !== 'tutor')
    return (
      <EmptyState title={t('switch.title')} help={t('switch.help')} headingLevel={1}>
        <Button onClick={() => change('tutor')}>{t('switch.go')}</Button>
      </EmptyState>
    );
  return (
    <>
      <nav aria-label={t('nav')} className={classes.nav}>
        {PAGES.map(([name, href]) => (
          <Link key={href} href={href} aria-current={path === href ? 'page' : undefined} prefetch={false}>
            {t(name)}
          </Link>
        ))}
      </nav>
      {children}
    </>
  );
}
