'use client';

import { Button } from '@mantine/core';
import type { AccountView } from '@stoa/contracts/http/account';
import { momentText } from '@stoa/contracts/words/format';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import type { ReactElement } from 'react';
import { codeOf } from '../client/problem';
import { send } from '../client/send';
import { Problem } from '../ui/Problem';
import { useReader } from '../ui/reader';
import classes from './Account.module.css';
import { accountAsks, accountKeys } from './asks';
import form from './Form.module.css';
import { clockText, usePause } from './usePause';

/** Another address that was asked for: where we wrote, until when the link is good, once more or not at all. */
export function PendingEmail({ account }: { readonly account: AccountView }): ReactElement | null {
  const t = useTranslations('web.account.security.pending');
  const client = useQueryClient();
  const cancel = useMutation({
    mutationFn: () => send(accountAsks.cancelEmailChange()),
    onSuccess: (changed) => client.setQueryData(accountKeys.account, changed),
  });
  const { pendingEmail } = account;
  if (!pendingEmail)
    return cancel.isSuccess ? (
      <p role="status" className={form.done}>
        {t('cancelled')}
      </p>
    ) : null;
  return (
    <section className={classes.waits} aria-label={t('title')}>
      <Said account={account} pending={pendingEmail} />
      <Resend onCancel={() => cancel.mutate()} isCancelling={cancel.isPending} />
      {cancel.error ? <Problem error={cancel.error} onAgain={() => cancel.mutate()} /> : null}
    </section>
  );
}

interface SaidProps {
  readonly account: AccountView;
  readonly pending: NonNullable<AccountView['pendingEmail']>;
}

function Said({ account, pending }: SaidProps): ReactElement {
  const t = useTranslations('web.account.security.pending');
  const reader = useReader(account.asOf);
  const at = (instant: string) => momentText(Date.parse(instant), reader);
  const values = { address: pending.address, sent: at(pending.sentAt), until: at(pending.expiresAt) };
  return (
    <>
      <h3>{t('title')}</h3>
      <p>{t('sent', values)}</p>
      <p className={classes.help}>{t('help', { present: account.email })}</p>
    </>
  );
}

interface ResendProps {
  readonly onCancel: () => void;
  readonly isCancelling: boolean;
}

function Resend({ onCancel, isCancelling }: ResendProps): ReactElement {
  const t = useTranslations('web.account.security.pending');
  const words = useTranslations('web.account');
  const client = useQueryClient();
  const pause = usePause();
  const renew = () => client.invalidateQueries({ queryKey: accountKeys.account });
  const again = useMutation({
    mutationFn: () => send(accountAsks.resendEmailChange()),
    onSuccess: renew,
    onError: (error) => {
      pause.obey(error);
      // it was opened or called off elsewhere: the account says what holds now
      if (codeOf(error) === 'email_change_over') void renew();
    },
  });
  return (
    <>
      <div className={classes.saving}>
        <Button
          variant="default"
          size="sm"
          loading={again.isPending}
          disabled={pause.left > 0}
          onClick={() => again.mutate()}
          data-do="resend"
        >
          {pause.left > 0 ? words('pause', { time: clockText(pause.left) }) : t('resend')}
        </Button>
        <Button variant="subtle" size="sm" loading={isCancelling} onClick={onCancel}>
          {t('cancel')}
        </Button>
      </div>
      <div aria-live="polite">
        {again.isSuccess ? <p className={form.done}>{t('resent', { address: again.data.sentTo })}</p> : null}
        {again.error ? <Problem error={again.error} onAgain={() => again.mutate()} /> : null}
      </div>
    </>
  );
}
