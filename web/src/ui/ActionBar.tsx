'use client';

import { Button } from '@mantine/core';
import type { ActionView } from '@stoa/contracts/http/bookings';
import { useTranslations } from 'next-intl';
import type { ReactElement } from 'react';
import classes from './ActionBar.module.css';
import { isErrorCode } from './problemText';

interface Props {
  readonly actions: readonly ActionView[];
  /** actions that are asked here, with a quote first; the others are addresses */
  readonly onAct: (action: 'accept' | 'decline' | 'cancel') => void;
  readonly bookAgainHref: string;
}

// the payment page is made within seconds after the reservation: until then its button says so and keeps its place
const isPreparing = (one: ActionView): boolean => one.action === 'pay' && one.url === null && one.refusal === null;
const rank = (action: ActionView): number => (action.dangerous ? 2 : action.primary ? 0 : 1);

/** What the reader may do now, as the server says it: one primary, the rest quiet, the dangerous last. */
export function ActionBar({ actions, onAct, bookAgainHref }: Props): ReactElement | null {
  const t = useTranslations('web.actions');
  const allowed = actions.filter((action) => action.allowed || isPreparing(action)).sort((a, b) => rank(a) - rank(b));
  const refused = actions.filter((action) => !action.allowed && action.refusal !== null);
  if (allowed.length === 0 && refused.length === 0) return null;
  return (
    <section aria-label={t('label')} className={classes.bar}>
      {allowed.length > 0 ? (
        <div className={classes.buttons}>
          {allowed.map((action) => (
            <Act key={action.action} {...{ action, onAct, bookAgainHref }} />
          ))}
        </div>
      ) : null}
      {refused.map((action) => (
        <Refusal key={action.action} action={action} />
      ))}
    </section>
  );
}

function Act({ action, onAct, bookAgainHref }: Pick<Props, 'onAct' | 'bookAgainHref'> & { action: ActionView }) {
  const t = useTranslations('web.actions');
  const name = action.action;
  const look = action.dangerous
    ? ({ variant: 'subtle', color: 'terracotta' } as const)
    : action.primary
      ? ({ variant: 'filled' } as const)
      : ({ variant: 'default' } as const);
  if (name === 'accept' || name === 'decline' || name === 'cancel')
    return (
      <Button {...look} onClick={() => onAct(name)} data-action={name}>
        {t(name)}
      </Button>
    );
  const href = name === 'bookAgain' ? bookAgainHref : action.url;
  if (href === null)
    return (
      <Button {...look} loading={name === 'pay'} disabled data-action={name}>
        {name === 'pay' ? t('payPreparing') : t(name)}
      </Button>
    );
  return (
    <Button {...look} component="a" href={href} data-action={name}>
      {t(name)}
    </Button>
  );
}

/** Why something cannot be done now, and what to do instead. */
function Refusal({ action }: { readonly action: ActionView }): ReactElement {
  const t = useTranslations('web.actions');
  const words = useTranslations('errors');
  const code = action.refusal ?? '';
  return (
    <p className={classes.refusal} data-refused={action.action}>
      <b>{t('refused', { action: t(action.action) })}.</b>{' '}
      {isErrorCode(code) ? `${words(`${code}.title`)}. ${words(`${code}.next`)}` : null}
    </p>
  );
}
