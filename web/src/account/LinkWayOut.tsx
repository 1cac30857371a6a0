'use client';

import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import type { ReactElement } from 'react';
import { asks } from '../client/asks';
import { send } from '../client/send';
import { forgetSignIn } from '../session/signedIn';
import { useMe } from '../session/useMe';
import { Problem } from '../ui/Problem';
import { doorAsks, type LinkPurpose } from './asks';
import { usePause } from './usePause';
import { wayOn } from './wayOn';
import classes from './Form.module.css';

interface Props {
  readonly code: string;
  readonly purpose: LinkPurpose;
}

/** What can be done about a link that opened nothing. */
export function LinkWayOut({ code, purpose }: Props): ReactElement | null {
  const t = useTranslations('web.account.link');
  const { me } = useMe();
  if (code === 'link_other_account') return <SignOutHere />;
  if (!['link_used', 'link_expired', 'link_unknown'].includes(code)) return null;
  if (purpose === 'verify' && me?.emailVerified === false) return <Resend />;
  const on = purpose === 'verify' ? wayOn() : '/account/security';
  if (me)
    return (
      <Button component="a" href={on}>
        {t('goOn')}
      </Button>
    );
  return (
    <Button component="a" href={`/sign-in?next=${encodeURIComponent(on)}`}>
      {code === 'link_used' ? t('signIn') : t('signInForNew')}
    </Button>
  );
}

/** The link is for somebody else: after this it is opened from the mail again. */
function SignOutHere(): ReactElement {
  const t = useTranslations('web.account.link');
  const leave = useMutation({
    mutationFn: () => send(asks.signOut()),
    onSettled: () => {
      forgetSignIn();
      window.location.assign('/sign-in');
    },
  });
  return (
    <Button onClick={() => leave.mutate()} loading={leave.isPending || leave.isSuccess}>
      {t('signOut')}
    </Button>
  );
}

function Resend(): ReactElement {
  const t = useTranslations('web.account');
  const pause = usePause();
  const again = useMutation({ mutationFn: () => send(doorAsks.resend()), onError: pause.obey });
  if (again.data)
    return (
      <p role="status" className={classes.done}>
        {t('sent.resent', { address: again.data.sentTo })}
      </p>
    );
  return (
    <>
      <Button onClick={() => again.mutate()} loading={again.isPending} disabled={pause.left > 0}>
        {t('link.resend')}
      </Button>
      {again.error ? <Problem error={again.error} /> : null}
    </>
  );
}
