'use client';

import { Button } from '@mantine/core';
import type { ClosingView } from '@stoa/contracts/http/closing';
import { momentText } from '@stoa/contracts/words/format';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { type ReactElement, useState } from 'react';
import { v7 } from 'uuid';
import { send } from '../client/send';
import { Dialog } from '../ui/Dialog';
import { Problem } from '../ui/Problem';
import { useReader } from '../ui/reader';
import { Panel, PanelSkeleton } from './AccountFrame';
import classes from './Account.module.css';
import { closingAsks, closingKey, closingQuery } from './closingAsks';
import { ClosingForm } from './ClosingForm';
import { ClosingWaits } from './ClosingWaits';

/** Closing the account: what it means, how it stands, and the way back. */
export function ClosingPanel(): ReactElement {
  const t = useTranslations('web.closing');
  const closing = useQuery(closingQuery());
  const [open, setOpen] = useState(false);
  const client = useQueryClient();
  const show = (view: ClosingView) => client.setQueryData(closingKey, view);
  const { data } = closing;
  return (
    <Panel title={t('title')}>
      {!data ? (
        closing.error ? (
          <Problem error={closing.error} onAgain={() => void closing.refetch()} />
        ) : (
          <PanelSkeleton rows={1} />
        )
      ) : data.closing ? (
        <UnderWay view={data} onChange={show} />
      ) : (
        <>
          <p className={classes.help}>{t('help')}</p>
          <div className={classes.saving}>
            <Button variant="subtle" color="terracotta" onClick={() => setOpen(true)}>
              {t('look')}
            </Button>
          </div>
          <Dialog title={open ? t('dialog') : null} onClose={() => setOpen(false)}>
            <ClosingForm
              view={data}
              onSeen={show}
              onAsked={(view) => {
                show(view);
                setOpen(false);
              }}
              onClose={() => setOpen(false)}
            />
          </Dialog>
        </>
      )}
    </Panel>
  );
}

interface UnderWayProps {
  readonly view: ClosingView;
  readonly onChange: (view: ClosingView) => void;
}

function UnderWay({ view, onChange }: UnderWayProps): ReactElement | null {
  const t = useTranslations('web.closing');
  const reader = useReader(view.asOf);
  const [key] = useState(() => v7());
  const withdraw = useMutation({ mutationFn: () => send(closingAsks.withdraw(key)), onSuccess: onChange });
  const { closing } = view;
  if (!closing) return null;
  const at = (instant: string) => momentText(Date.parse(instant), reader);
  return (
    <>
      {closing.erasesAt ? <p>{t('coolingOff', { at: at(closing.erasesAt) })}</p> : <p>{t('waiting')}</p>}
      {closing.erasesAt ? null : <ClosingWaits waits={view.waits} />}
      <p className={classes.help}>
        {t('asked', { at: at(closing.askedAt) })} {t('until')}
      </p>
      {withdraw.error ? <Problem error={withdraw.error} onAgain={() => withdraw.mutate()} /> : null}
      {view.actions.includes('withdraw') ? (
        <div className={classes.saving}>
          <Button loading={withdraw.isPending} onClick={() => withdraw.mutate()}>
            {t('withdraw')}
          </Button>
        </div>
      ) : null}
    </>
  );
}
