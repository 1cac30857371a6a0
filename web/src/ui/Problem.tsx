'use client';

import { Button } from '@mantine/core';
import { useTranslations } from 'next-intl';
import type { ReactElement, ReactNode } from 'react';
import { codeOf, isSignedOut, mayRetry } from '../client/problem';
import { useProblemText } from './problemText';
import { Icon } from './icons';
import classes from './Problem.module.css';

interface Props {
  readonly error: unknown;
  /** offered where sending the same again may help */
  readonly onAgain?: () => void;
  readonly again?: 'ready' | 'working';
  /** what else can be done here, for example choosing another time */
  readonly children?: ReactNode;
  readonly headingLevel?: 1 | 2;
}

/** A refusal in three parts, made from its code: what we could not do, what stays as it was, what to do now. */
export function Problem({ error, onAgain, again = 'ready', children, headingLevel = 2 }: Props): ReactElement {
  const t = useTranslations('web.problem');
  const text = useProblemText(error);
  const Heading = headingLevel === 1 ? 'h1' : 'h2';
  return (
    <div role="alert" className={classes.problem}>
      <Heading className={classes.title}>
        <Icon name="warn" size={20} />
        {text.title}
      </Heading>
      <p>{text.kept}</p>
      <p>{text.next}</p>
      {text.fields.length > 0 ? (
        <ul className={classes.fields} aria-label={t('fields')}>
          {text.fields.map((field) => (
            <li key={field.path}>
              <b>{field.path}</b> {field.message}
            </li>
          ))}
        </ul>
      ) : null}
      <div className={classes.actions}>
        {children}
        {isSignedOut(error) && codeOf(error) !== 'credentials_wrong' ? <SignInLink /> : null}
        {onAgain && mayRetry(error) ? (
          <Button variant="default" onClick={onAgain} loading={again === 'working'}>
            {t('again')}
          </Button>
        ) : null}
      </div>
      {text.number ? <p className={classes.number}>{t('number', { number: text.number })}</p> : null}
    </div>
  );
}

/** A plain link: signing in starts a page anew, and what was entered here waits in the browser. */
function SignInLink(): ReactElement {
  const t = useTranslations('web.problem');
  const here = typeof window === 'undefined' ? '/' : window.location.pathname + window.location.search;
  return (
    <Button component="a" href={`/sign-in?next=${encodeURIComponent(here)}`}>
      {t('signIn')}
    </Button>
  );
}
