'use client';

import { Button, TextInput } from '@mantine/core';
import type { ReceiptView } from '@stoa/contracts/http/closing';
import { momentText } from '@stoa/contracts/words/format';
import { useMutation } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { type FormEvent, type ReactElement, useState } from 'react';
import { send } from '../client/send';
import { Problem } from '../ui/Problem';
import { useReader } from '../ui/reader';
import account from './Account.module.css';
import { closingAsks } from './closingAsks';
import classes from './Form.module.css';

/** Verifies the receipt of an erasure: for whoever has its number, signed in or not. */
export function ReceiptPage(): ReactElement {
  const t = useTranslations('web.closing.receipt');
  const [number, setNumber] = useState('');
  const look = useMutation({ mutationFn: () => send(closingAsks.receipt(number.trim())) });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (number.trim() !== '') look.mutate();
  };
  return (
    <div className={classes.page}>
      <h1>{t('title')}</h1>
      <p className={classes.lead}>{t('help')}</p>
      <form onSubmit={submit} noValidate className={classes.form}>
        <TextInput
          label={t('number')}
          description={t('numberHelp')}
          name="receipt"
          autoComplete="off"
          size="md"
          maxLength={20}
          value={number}
          onChange={(event) => setNumber(event.currentTarget.value)}
        />
        {look.error ? <Problem error={look.error} onAgain={() => look.mutate()} /> : null}
        <Button type="submit" fullWidth size="lg" loading={look.isPending}>
          {t('submit')}
        </Button>
      </form>
      {look.data ? <Receipt receipt={look.data} /> : null}
    </div>
  );
}

type Counts = Readonly<Record<string, number>>;

function Receipt({ receipt }: { readonly receipt: (typeof ReceiptView)['_output'] }): ReactElement {
  const t = useTranslations('web.closing.receipt');
  const reader = useReader(receipt.asOf);
  const at = (instant: string) => momentText(Date.parse(instant), reader);
  return (
    <section role="status" aria-label={receipt.number} className={`${account.means} ${account.receipt}`}>
      <div>
        <h2>{receipt.number}</h2>
        <p>
          <strong>{t('good')}</strong> {receipt.erasedAt ? t('erased', { at: at(receipt.erasedAt) }) : t('underWay')}
          {'. '}
          {t('asked', { at: at(receipt.askedAt) })}.
        </p>
      </div>
      <div>
        <h3>{t('whatErased')}</h3>
        <Lines of="erased" counts={receipt.erased} />
      </div>
      <div>
        <h3>{t('whatKept')}</h3>
        <Lines of="kept" counts={receipt.kept} />
      </div>
    </section>
  );
}

/** The same lines as in the mail. */
function Lines({ of, counts }: { readonly of: 'erased' | 'kept'; readonly counts: Counts }): ReactElement {
  const t = useTranslations('closingMails');
  return (
    <ul>
      {Object.entries(counts)
        .filter(([what, count]) => count > 0 && t.has(`${of}.${what}` as 'erased.files'))
        .map(([what, count]) => (
          <li key={what}>{t(`${of}.${what}` as 'erased.files', { count })}</li>
        ))}
    </ul>
  );
}
