'use client';

import { Button, Menu } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import Link from 'next/link';
import { usePathname } from 'next/navigation';
import type { ReactElement } from 'react';
import { asks } from '../client/asks';
import { send } from '../client/send';
import { reviewsOf } from '../reviews/way';
import { Avatar } from '../ui/Avatar';
import classes from './AccountMenu.module.css';
import { forgetSignIn } from './signedIn';
import { type Acting, isActing } from '../client/acting';
import { useActing } from './ActingSwitch';
import { useMe } from './useMe';

/** Who is signed in, and the way out; or the way in. It keeps its width while that is found out. */
export function AccountMenu(): ReactElement | null {
  const t = useTranslations('web.site');
  const saved = useTranslations('web.saved');
  const reviews = useTranslations('web.reviews.mine');
  const path = usePathname();
  const { me, pending } = useMe();
  const { acting, both, change } = useActing();
  const leave = useMutation({
    mutationFn: () => send(asks.signOut()),
    // also when the server could not be told: whoever presses this must not stay signed in on screen
    onSettled: () => {
      forgetSignIn();
      window.location.assign('/');
    },
  });
  const places = [
    [reviewsOf(acting), reviews('title')],
    ['/favourites', saved('favourites')],
    ['/searches', saved('searches')],
    ['/account', t('account')],
    ['/account/security', t('security')],
  ] as const;
  if (pending) return <span className={classes.wait} />;
  if (!me) {
    if (path === '/sign-in') return null;
    const next = path === '/' ? '' : `?next=${encodeURIComponent(path)}`;
    return (
      <Button component="a" href={`/sign-in${next}`} variant="default" size="sm">
        {t('signIn')}
      </Button>
    );
  }
  return (
    // inside the header, where its reading order and its landmark are; the placeholder would be a child that no menu has
    <Menu position="bottom-end" width={240} withinPortal={false} withInitialFocusPlaceholder={false}>
      <Menu.Target>
        <button
          type="button"
          className={classes.target}
          data-both={both || undefined}
          aria-label={both ? t('menuActing', { name: me.name, role: acting }) : t('menu', { name: me.name })}
        >
          <Avatar name={me.name} url={me.avatarUrl} size={both ? 28 : 36} />
          {both ? <span className={classes.acting}>{t(acting)}</span> : null}
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{t('signedInAs', { name: me.name })}</Menu.Label>
        {both ? <ActingItems acting={acting} onChange={change} /> : null}
        {places.map(([href, name]) => (
          <Menu.Item key={href} component={Link} href={href}>
            {name}
          </Menu.Item>
        ))}
        <Menu.Item onClick={() => leave.mutate()} disabled={leave.isPending}>
          {t('signOut')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

interface ActingProps {
  readonly acting: Acting;
  readonly onChange: (to: Acting) => void;
}

/** Whoever learns and teaches says here as what they act now; the menu stays open and shows it. */
function ActingItems({ acting, onChange }: ActingProps): ReactElement {
  const t = useTranslations('web.site');
  return (
    <>
      <Menu.Label>{t('acting')}</Menu.Label>
      <div role="group" aria-label={t('acting')}>
        <Menu.RadioGroup value={acting} onChange={(role) => isActing(role) && onChange(role)}>
          {(['student', 'tutor'] as const).map((role) => (
            <Menu.RadioItem key={role} value={role}>
              {t(role)}
            </Menu.RadioItem>
          ))}
        </Menu.RadioGroup>
      </div>
      <Menu.Divider />
    </>
  );
}
