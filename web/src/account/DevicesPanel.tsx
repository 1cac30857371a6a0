'use client';

import { Button } from '@mantine/core';
import type { DeviceView } from '@stoa/contracts/http/devices';
import { momentText } from '@stoa/contracts/words/format';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { type ReactElement, useState } from 'react';
import { send } from '../client/send';
import { forgetSignIn } from '../session/signedIn';
import { Problem } from '../ui/Problem';
import { useReader } from '../ui/reader';
import { Panel, PanelSkeleton } from './AccountFrame';
import classes from './Account.module.css';
import { accountAsks, accountKeys, accountQueries } from './asks';

function leave(): void {
  forgetSignIn();
  window.location.assign('/sign-in');
}

/** Where the account is open, and how it is closed there. */
export function DevicesPanel(): ReactElement {
  const t = useTranslations('web.account.security');
  const devices = useQuery(accountQueries.devices());
  return (
    <Panel title={t('devices')}>
      {devices.data ? (
        <>
          <ul className={classes.rows}>
            {devices.data.items.map((device) => (
              <Device key={device.id} device={device} asOf={devices.data.asOf} />
            ))}
          </ul>
          <Everywhere />
        </>
      ) : devices.error ? (
        <Problem error={devices.error} onAgain={() => void devices.refetch()} />
      ) : (
        <PanelSkeleton rows={2} />
      )}
    </Panel>
  );
}

function Device({ device, asOf }: { readonly device: DeviceView; readonly asOf: string }): ReactElement {
  const t = useTranslations('web.account.security');
  const client = useQueryClient();
  const reader = useReader(asOf);
  const end = useMutation({
    mutationFn: () => send(accountAsks.endDevice(device.id)),
    // also when it was over already: the list says what is
    onSettled: () => client.invalidateQueries({ queryKey: [...accountKeys.all, 'devices'] }),
  });
  const browser = device.browser ?? t('unknownBrowser');
  const name = device.system ? t('device', { browser, system: device.system }) : browser;
  const when = momentText(Date.parse(device.lastUsedAt), reader);
  return (
    <li>
      <div>
        <p>
          {name} {device.current ? <span className={classes.here}>{t('here')}</span> : null}
        </p>
        <p className={classes.help}>
          {t('app', { app: device.app })}, {t('used', { when, network: device.network })}
        </p>
        {end.error ? <Problem error={end.error} /> : null}
      </div>
      {device.current ? null : (
        <Button
          variant="default"
          size="sm"
          loading={end.isPending}
          onClick={() => end.mutate()}
          aria-label={t('endOneOf', { device: name })}
        >
          {t('endOne')}
        </Button>
      )}
    </li>
  );
}

/** Asks once more, because this device goes as well. */
function Everywhere(): ReactElement {
  const t = useTranslations('web.account.security');
  const [asked, setAsked] = useState(false);
  const end = useMutation({ mutationFn: () => send(accountAsks.endAllDevices()), onSuccess: leave });
  if (!asked)
    return (
      <div className={classes.saving}>
        <Button variant="default" onClick={() => setAsked(true)} data-do="everywhere">
          {t('everywhere')}
        </Button>
      </div>
    );
  return (
    <div role="group" aria-label={t('everywhereAsk')}>
      <p className={classes.help}>{t('everywhereHelp')}</p>
      {end.error ? <Problem error={end.error} onAgain={() => end.mutate()} /> : null}
      <div className={classes.saving}>
        <Button color="terracotta" loading={end.isPending || end.isSuccess} onClick={() => end.mutate()}>
          {t('everywhereDo')}
        </Button>
        <Button variant="subtle" onClick={() => setAsked(false)} disabled={end.isPending}>
          {t('cancel')}
        </Button>
      </div>
    </div>
  );
}
