'use client';

import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import type { ReactElement } from 'react';
import { send } from '../client/send';
import { Problem } from '../ui/Problem';
import { doorAsks } from './asks';
import { leaveForGoogle } from './googleTrip';

/** Leads to Google and back; shown only where the API says that it is offered. */
export function GoogleButton({ next }: { readonly next: string }): ReactElement {
  const t = useTranslations('web.account.register');
  const start = useMutation({
    mutationFn: () => send(doorAsks.startGoogle()),
    onSuccess: ({ url }) => leaveForGoogle({ for: 'signIn', next }, url),
  });
  return (
    <>
      <Button
        variant="default"
        size="lg"
        fullWidth
        loading={start.isPending || start.isSuccess}
        onClick={() => start.mutate()}
      >
        {t('google')}
      </Button>
      {start.error ? <Problem error={start.error} onAgain={() => start.mutate()} /> : null}
    </>
  );
}
