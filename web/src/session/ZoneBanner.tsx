'use client';

import { Button } from '@mantine/core';
import { offsetMinutes } from '@stoa/contracts/words/format';
import { placeOf, zoneHere } from '@stoa/contracts/words/zones';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { type ReactElement, useState, useSyncExternalStore } from 'react';
import { asks } from '../client/asks';
import { keys } from '../client/queries';
import { send } from '../client/send';
import { town } from '../client/town';
import classes from '../ui/Bars.module.css';
import { Problem } from '../ui/Problem';
import { useMe } from './useMe';

const KEPT = 'stoa:zone-kept';
const HALF_YEAR_MS = 182 * 86_400_000;
const nothing = () => () => undefined;

/** Two names of one clock (Europe/Kiev, Europe/Kyiv) are no difference to a reader; a summer apart is one. */
function differ(a: string, b: string): boolean {
  if (a === b) return false;
  return [town.now(), town.now() + HALF_YEAR_MS].some((at) => offsetMinutes(at, a) !== offsetMinutes(at, b));
}

/** Travelling or moved? The reader decides once for every pair of places. */
export function ZoneBanner(): ReactElement | null {
  const t = useTranslations('web.zone');
  const { me } = useMe();
  const client = useQueryClient();
  const [kept, setKept] = useState(false);
  const browser = useSyncExternalStore(nothing, zoneHere, () => null);
  const save = useMutation({
    mutationFn: (zone: string) => send(asks.saveZone(zone)),
    onSuccess: (saved) => client.setQueryData(keys.me, saved),
  });
  if (!me || !browser || kept || !differ(me.zone, browser)) return null;
  const pair = `${me.zone}>${browser}`;
  if (window.localStorage.getItem(KEPT) === pair) return null;
  const keep = () => {
    window.localStorage.setItem(KEPT, pair);
    setKept(true);
  };
  const names = { browser: placeOf(browser), saved: placeOf(me.zone) };
  return (
    <section className={classes.bar} aria-label={t('label')}>
      <p>{t('differs', names)}</p>
      <div className={classes.choices}>
        <Button size="compact-sm" variant="light" loading={save.isPending} onClick={() => save.mutate(browser)}>
          {t('switch', names)}
        </Button>
        <Button size="compact-sm" variant="subtle" onClick={keep}>
          {t('keep', names)}
        </Button>
      </div>
      {save.error ? <Problem error={save.error} /> : null}
    </section>
  );
}
