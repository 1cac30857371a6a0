'use client';

import { Radio } from '@mantine/core';
import type { ClosingView } from '@stoa/contracts/http/closing';
import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { type ReactElement, useState } from 'react';
import { v7 } from 'uuid';
import { send } from '../client/send';
import { accountQueries } from './asks';
import classes from './Account.module.css';
import { closingAsks } from './closingAsks';
import { Amounts, ClosingWaits } from './ClosingWaits';
import { ProofForm } from './ProofForm';
import { detailOf } from './refusals';

interface Props {
  readonly view: ClosingView;
  /** it means something else by now */
  readonly onSeen: (view: ClosingView) => void;
  readonly onAsked: (view: ClosingView) => void;
  readonly onClose: () => void;
}

/** What closing means, and its confirmation with a proof. */
export function ClosingForm({ view, onSeen, onAsked, onClose }: Props): ReactElement {
  const t = useTranslations('web.closing');
  const account = useQuery(accountQueries.account());
  const [key, setKey] = useState(() => v7());
  const [reviewWords, setReviewWords] = useState<'keep' | 'remove'>('keep');
  const [changed, setChanged] = useState(false);
  const hasPassword = account.data?.hasPassword ?? true;
  const ask = async (currentPassword: string): Promise<void> => {
    const body = { reviewWords, seen: view.seen, ...(hasPassword && { currentPassword }) };
    try {
      onAsked(await send(closingAsks.ask(body, key)));
    } catch (error) {
      const current = detailOf(error, 'current') as ClosingView | undefined;
      if (current) {
        // another question: what was confirmed before is not what is confirmed now
        onSeen(current);
        setKey(v7());
      }
      setChanged(current !== undefined);
      throw error;
    }
  };
  return (
    <ProofForm
      ask={{ password: hasPassword, code: false }}
      submit={t('submit')}
      danger
      send={({ currentPassword }) => ask(currentPassword)}
      onClose={onClose}
    >
      {() => (
        <>
          {changed ? <p role="alert">{t('changed')}</p> : null}
          <Means view={view} />
          <Radio.Group
            label={t('words')}
            value={reviewWords}
            onChange={(value) => setReviewWords(value === 'remove' ? 'remove' : 'keep')}
          >
            <div className={classes.choices}>
              <Radio value="keep" label={t('keep')} />
              <Radio value="remove" label={t('remove')} />
            </div>
          </Radio.Group>
        </>
      )}
    </ProofForm>
  );
}

function Means({ view }: { readonly view: ClosingView }): ReactElement {
  const t = useTranslations('web.closing');
  const { waits, forfeits, debts, teaches, coolingOffDays: days } = view;
  return (
    <div className={classes.means}>
      <section>
        <h3>{t('now')}</h3>
        <p>{t('nowBooks')}</p>
        {teaches ? <p>{t('nowTeaches')}</p> : null}
      </section>
      <section>
        <h3>{t('first')}</h3>
        {waits.length === 0 ? <p>{t('nothing', { days })}</p> : <ClosingWaits waits={waits} />}
        {waits.length === 0 ? null : <p className={classes.help}>{t('firstHelp')}</p>}
      </section>
      <section>
        <h3>{t('then')}</h3>
        <p>{t('thenErased')}</p>
        <Left of={t('forfeits')} amounts={forfeits} />
        <Left of={t('debts')} amounts={debts} />
      </section>
    </div>
  );
}

function Left({ of, amounts }: { readonly of: string; readonly amounts: ClosingView['debts'] }): ReactElement | null {
  if (amounts.length === 0) return null;
  return (
    <p>
      {of} <Amounts amounts={amounts} />
    </p>
  );
}
