'use client';

import { Button } from '@mantine/core';
import type { PayoutsView } from '@stoa/contracts/http/payouts';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import Link from 'next/link';
import type { ReactElement } from 'react';
import { v7 } from 'uuid';
import { send } from '../client/send';
import { Icon } from '../ui/icons';
import { Problem } from '../ui/Problem';
import { Bar, Skeleton } from '../ui/Skeleton';
import { teachingAsks } from './asks';
import { teachingQueries } from './queries';
import classes from './Standing.module.css';

/** How earnings reach the tutor's bank, and the way to the company's page that sets it up. */
export function Payouts(): ReactElement {
  const t = useTranslations('web.teaching.standing');
  const payouts = useQuery(teachingQueries.payouts());
  return (
    <section aria-labelledby="payouts">
      <h2 id="payouts">{t('payouts')}</h2>
      {payouts.data ? (
        <Standing view={payouts.data} />
      ) : payouts.error ? (
        <Problem error={payouts.error} onAgain={() => void payouts.refetch()} />
      ) : (
        <Skeleton>
          <Bar steps={40} />
        </Skeleton>
      )}
    </section>
  );
}

function Standing({ view }: { readonly view: PayoutsView }): ReactElement {
  const t = useTranslations('web.teaching.standing');
  const words = useTranslations('payouts');
  const isReady = view.state === 'ready';
  return (
    <>
      <p className={classes.line} data-good={isReady}>
        <Icon name={isReady ? 'check' : 'warn'} />
        {words(`state.${view.state}`)}
      </p>
      {view.requirements.length > 0 ? (
        <ul className={classes.why}>
          {view.requirements.map((one) => (
            <li key={one}>{words(`requirements.${one}`)}</li>
          ))}
        </ul>
      ) : null}
      {isReady ? null : <p className="small quiet">{t('payoutsNeeded')}</p>}
      {view.countrySupported ? null : (
        <p className="small">
          {t('payoutsNoCountry')} <Link href="/account">{t('payoutsCountry')}</Link>
        </p>
      )}
      <SetUp view={view} />
    </>
  );
}

/** Each press asks for a fresh way in: the company's pages open once, within minutes. */
function SetUp({ view }: { readonly view: PayoutsView }): ReactElement | null {
  const t = useTranslations('web.teaching.standing');
  const setUp = useMutation({
    mutationFn: (key: string) => send(teachingAsks.setUpPayouts(key)),
    onSuccess: ({ url }) => window.location.assign(url),
  });
  const [action] = view.actions;
  if (!action) return null;
  return (
    <>
      {setUp.error ? <Problem error={setUp.error} onAgain={() => setUp.mutate(setUp.variables ?? v7())} /> : null}
      <Button
        mt="sm"
        variant="default"
        loading={setUp.isPending || setUp.isSuccess}
        data-action="payouts"
        onClick={() => setUp.mutate(v7())}
      >
        {t(`payoutsAct.${action}`)}
      </Button>
    </>
  );
}
