'use client';

import { Button } from '@mantine/core';
import type { MeView } from '@stoa/contracts/http/session';
import { timeText } from '@stoa/contracts/words/format';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import Link from 'next/link';
import { usePathname } from 'next/navigation';
import type { ReactElement } from 'react';
import { accountQueries, doorAsks } from '../account/asks';
import { clockText, usePause } from '../account/usePause';
import { asks } from '../client/asks';
import { send } from '../client/send';
import classes from '../ui/Bars.module.css';
import { Problem } from '../ui/Problem';
import { usePlace } from '../ui/reader';
import { forgetSignIn } from './signedIn';
import { useMe } from './useMe';

/** What about the own account must be known on every page. */
export function AccountBars(): ReactElement | null {
  const { me } = useMe();
  if (!me) return null;
  if (me.impersonatedBy) return <ViewingBar me={me} by={me.impersonatedBy} />;
  return (
    <>
      {me.emailVerified ? null : <VerifyBar email={me.email} />}
      <ConsentBar />
    </>
  );
}

interface ViewingProps {
  readonly me: MeView;
  readonly by: NonNullable<MeView['impersonatedBy']>;
}

/** Staff look with somebody's eyes: whose, until when, and the way out. */
function ViewingBar({ me, by }: ViewingProps): ReactElement {
  const t = useTranslations('web.account.bars');
  const { locale, zone } = usePlace();
  const end = useMutation({
    mutationFn: () => send(asks.signOut()),
    onSettled: () => {
      forgetSignIn();
      window.location.assign('/');
    },
  });
  const role = useTranslations('web.account.bars.roles');
  const time = timeText(Date.parse(by.endsAt), { locale, zone });
  const staff = by.role === 'student' || by.role === 'tutor' ? 'support' : by.role;
  return (
    <section className={classes.bar} data-tone="waits" aria-label={t('viewingLabel')}>
      <p>{t('viewing', { name: me.name, role: role(staff), time })}</p>
      <Button size="compact-sm" variant="default" loading={end.isPending || end.isSuccess} onClick={() => end.mutate()}>
        {t('end')}
      </Button>
    </section>
  );
}

/** Without a confirmed address nobody books or offers lessons: said before somebody tries. */
function VerifyBar({ email }: { readonly email: string }): ReactElement | null {
  const t = useTranslations('web.account.bars');
  const wait = useTranslations('web.account');
  const path = usePathname();
  const pause = usePause();
  const again = useMutation({ mutationFn: () => send(doorAsks.resend()), onError: pause.obey });
  if (path === '/verify-email') return null;
  return (
    <section className={classes.bar} aria-label={t('verifyLabel')}>
      <p>{t('verify', { address: email })}</p>
      {again.isSuccess ? (
        <p role="status">{t('resent')}</p>
      ) : (
        <Button
          size="compact-sm"
          variant="light"
          loading={again.isPending}
          disabled={pause.left > 0}
          onClick={() => again.mutate()}
        >
          {pause.left > 0 ? wait('pause', { time: clockText(pause.left) }) : t('resend')}
        </Button>
      )}
      {again.error ? <Problem error={again.error} /> : null}
    </section>
  );
}

/** Something that was agreed to has a newer version: asked for once per visit, and said until it is agreed to. */
function ConsentBar(): ReactElement | null {
  const t = useTranslations('web.account.bars');
  const path = usePathname();
  const consents = useQuery({ ...accountQueries.consents(), staleTime: Infinity });
  const changed = (consents.data?.documents ?? []).filter(({ waits, given }) => waits && given.length > 0);
  if (changed.length === 0 || path === '/account/privacy') return null;
  return (
    <section className={classes.bar} aria-label={t('consentLabel')}>
      <p>{t('consent', { document: changed.length > 1 ? 'both' : (changed[0]?.document ?? 'both') })}</p>
      <Button component={Link} href="/account/privacy" prefetch={false} size="compact-sm" variant="light">
        {t('consentGo')}
      </Button>
    </section>
  );
}
