'use client';

import { Button, Modal, PasswordInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { type FormEvent, type ReactElement, useEffect, useRef, useState } from 'react';
import classes from '../account/Form.module.css';
import { clockText } from '../account/usePause';
import { keys } from '../client/queries';
import { asks } from '../client/asks';
import { onSignInOver, send } from '../client/send';
import { Problem } from '../ui/Problem';
import dialog from './SignInAgain.module.css';
import { SecondStep } from './SecondStep';
import { useMe } from './useMe';
import { useSignIn } from './useSignIn';

/**
 * Signed out in the middle of something: the password is asked for over the page, and what was being sent goes on. Nobody
 * is led away, so nothing that was entered is lost.
 */
export function SignInAgain(): ReactElement | null {
  const { me } = useMe();
  const client = useQueryClient();
  const [email, setEmail] = useState<string | null>(null);
  const known = useRef<string | null>(null);
  const answer = useRef<(isBack: boolean) => void>(() => undefined);
  useEffect(() => {
    // whoever worked here stays the one who is asked, also when the page has noticed that they are signed out
    if (me) known.current = me.impersonatedBy ? null : me.email;
  }, [me]);
  useEffect(() => {
    onSignInOver(() => {
      if (known.current === null) return Promise.resolve(false);
      setEmail(known.current);
      return new Promise((resolve) => {
        answer.current = resolve;
      });
    });
    return () => onSignInOver(null);
  }, []);
  if (email === null) return null;
  const close = (isBack: boolean) => {
    setEmail(null);
    answer.current(isBack);
    if (isBack) void client.invalidateQueries({ queryKey: keys.me });
  };
  return <Question email={email} onClose={close} />;
}

interface Props {
  readonly email: string;
  readonly onClose: (isBack: boolean) => void;
}

function Question({ email, onClose }: Props): ReactElement {
  const t = useTranslations('web.account.again');
  const step = useTranslations('web.account.step');
  const sign = useSignIn(() => onClose(true), true);
  useBackFromElsewhere(email, () => onClose(true));
  const title = sign.challenge === null ? t('title') : step('title');
  return (
    <Modal.Root opened onClose={() => onClose(false)} centered>
      <Modal.Overlay />
      <Modal.Content aria-label={title}>
        <div className={dialog.body}>
          <h2 className={dialog.title}>{title}</h2>
          {sign.challenge === null ? (
            <Password email={email} sign={sign} onLeave={() => onClose(false)} />
          ) : (
            <SecondStep challenge={sign.challenge} onDone={sign.done} onOver={sign.startAgain} />
          )}
        </div>
      </Modal.Content>
    </Modal.Root>
  );
}

/** Whoever signed in in another tab, as the same person, need not do so here again. */
function useBackFromElsewhere(email: string, onBack: () => void): void {
  const told = useRef(onBack);
  useEffect(() => {
    told.current = onBack;
  });
  useEffect(() => {
    const look = () =>
      void send(asks.me()).then(
        (me) => {
          // somebody else there must not send what was entered here
          if (me.email === email) told.current();
        },
        () => undefined,
      );
    window.addEventListener('focus', look);
    return () => window.removeEventListener('focus', look);
  }, [email]);
}

interface PasswordProps {
  readonly email: string;
  readonly sign: ReturnType<typeof useSignIn>;
  readonly onLeave: () => void;
}

function Password({ email, sign: { enter, pause }, onLeave }: PasswordProps): ReactElement {
  const t = useTranslations('web.account.again');
  const words = useTranslations('web.signIn');
  const wait = useTranslations('web.account');
  const [password, setPassword] = useState('');
  const [checked, setChecked] = useState(false);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    // the page under the dialog may be a form as well
    event.stopPropagation();
    setChecked(true);
    if (password && pause === 0) enter.mutate({ email, password });
  };
  return (
    <form onSubmit={submit} noValidate className={classes.form}>
      <p className="quiet">{t('lead', { address: email })}</p>
      <input type="hidden" name="username" autoComplete="username" value={email} readOnly />
      <PasswordInput
        data-autofocus
        label={words('password')}
        name="password"
        autoComplete="current-password"
        size="md"
        value={password}
        onChange={(event) => setPassword(event.currentTarget.value)}
        error={checked && !password ? words('passwordMissing') : undefined}
      />
      {enter.error ? <Problem error={enter.error} /> : null}
      <Button type="submit" fullWidth size="lg" loading={enter.isPending} disabled={pause > 0}>
        {pause > 0 ? wait('pause', { time: clockText(pause) }) : t('submit')}
      </Button>
      <Button variant="subtle" onClick={onLeave}>
        {t('leave')}
      </Button>
      <p className={classes.foot}>
        <a href="/sign-in" target="_blank" rel="noopener">
          {t('elsewhere')}
        </a>
      </p>
    </form>
  );
}
