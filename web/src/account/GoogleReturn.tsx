'use client';

import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { type ReactElement, useEffect, useRef, useState } from 'react';
import { codeOf } from '../client/problem';
import { send } from '../client/send';
import { SecondStep } from '../session/SecondStep';
import { rememberSignIn } from '../session/signedIn';
import { EmptyState } from '../ui/EmptyState';
import { Problem } from '../ui/Problem';
import { accountAsks, type BroughtBack, doorAsks } from './asks';
import classes from './Form.module.css';
import { type Trip, tripToGoogle } from './googleTrip';
import { Working } from './LinkPage';
import { detailOf } from './refusals';
import { RegisterForm } from './RegisterForm';
import { type FromGoogle, useRegistration } from './useRegistration';
import { wayFrom } from './wayOn';

function broughtBack(): BroughtBack | null {
  const query = new URLSearchParams(window.location.search);
  const [code, state, iss] = ['code', 'state', 'iss'].map((name) => query.get(name) ?? '');
  // used once: what is left in the address bar would only be refused when the page is loaded again
  window.history.replaceState(window.history.state, '', window.location.pathname);
  return code && state ? { code, state, ...(iss && { iss }) } : null;
}

/** Back from Google: signed in, asked for more, linked, or told why not. */
export function GoogleReturn(): ReactElement {
  const t = useTranslations('web.account.google');
  const began = useRef(false);
  const [trip, setTrip] = useState<Trip | 'cancelled' | null>(null);
  const enter = (next: string) => {
    rememberSignIn();
    window.location.assign(next);
  };
  const finish = useMutation({
    mutationFn: async ({ brought, to }: { brought: BroughtBack; to: Trip }) => {
      if (to.for === 'signIn') return send(doorAsks.finishGoogle(brought));
      await send(accountAsks.linkGoogle(brought));
      window.location.assign(to.next);
      return null;
    },
    onSuccess: (answer) => {
      if (answer?.me) enter(tripToGoogle().next);
    },
  });
  const { mutate } = finish;
  useEffect(() => {
    if (began.current) return;
    began.current = true;
    const brought = broughtBack();
    const to = tripToGoogle();
    setTrip(brought ? to : 'cancelled');
    if (brought) mutate({ brought, to });
  }, [mutate]);
  const challenge = detailOf(finish.error, 'challenge');
  if (trip === 'cancelled') return <Cancelled />;
  if (finish.data?.registration)
    return (
      <Almost google={finish.data.registration} onDone={(_email, role) => enter(wayFrom(tripToGoogle().next, role))} />
    );
  if (codeOf(finish.error) === 'totp_required' && typeof challenge === 'string')
    return (
      <div className={classes.page}>
        <h1>{t('title')}</h1>
        <div className={classes.lead} />
        <SecondStep
          challenge={challenge}
          onDone={() => enter(tripToGoogle().next)}
          onOver={() => window.location.assign('/sign-in')}
        />
      </div>
    );
  if (finish.error) return <Refused error={finish.error} linking={trip?.for === 'link'} />;
  return <Working title={t('title')} said={t('working')} />;
}

function Cancelled(): ReactElement {
  const t = useTranslations('web.account.google');
  return (
    <EmptyState title={t('cancelled')} help={t('cancelledHelp')} headingLevel={1}>
      <Button component="a" href="/sign-in">
        {t('toSignIn')}
      </Button>
    </EmptyState>
  );
}

function Refused({ error, linking }: { readonly error: unknown; readonly linking: boolean }): ReactElement {
  const t = useTranslations('web.account.google');
  const { next } = tripToGoogle();
  // whose address has an account signs in to it and links there
  const toLink = codeOf(error) === 'identity_not_linked' ? '/account/security' : next;
  return (
    <div className={classes.page}>
      <Problem error={error} headingLevel={1}>
        <Button component="a" href={linking ? '/account/security' : `/sign-in?next=${encodeURIComponent(toLink)}`}>
          {t(linking ? 'toSecurity' : 'toSignIn')}
        </Button>
      </Problem>
    </div>
  );
}

function Almost({
  google,
  onDone,
}: {
  readonly google: FromGoogle;
  readonly onDone: (email: string, role: 'student' | 'tutor') => void;
}): ReactElement {
  const t = useTranslations('web.account.google');
  const form = useRegistration(google, onDone);
  return (
    <div className={classes.page}>
      <h1>{t('almost')}</h1>
      <p className={classes.lead}>{t('almostLead')}</p>
      <RegisterForm form={form} google={google} />
    </div>
  );
}
