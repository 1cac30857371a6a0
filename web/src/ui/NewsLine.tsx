'use client';

import { en } from '@stoa/contracts/words/en';
import { useTranslations } from 'next-intl';
import Link from 'next/link';
import type { ReactElement } from 'react';
import { type BookingNews, useLive } from '../client/Live';
import { useMe } from '../session/useMe';
import { Icon } from './icons';
import classes from './NewsLine.module.css';

type LiveKey = Exclude<keyof typeof en.web.live, 'just' | 'region' | 'close' | 'approval' | 'payouts'>;
const isLiveKey = (key: string): key is LiveKey => Object.hasOwn(en.web.live, key);
const first = (name: string): string => name.split(' ')[0] ?? name;

/** What changed, said quietly and to screen readers. It lies over the page's edge: nothing moves under a finger. */
export function NewsLine(): ReactElement {
  const t = useTranslations('web.live');
  const { news, clear } = useLive();
  return (
    <div role="status" aria-live="polite" aria-label={t('region')} className={classes.region}>
      {news ? (
        <p className={classes.news} key={`${news.bookingId}-${news.event}`}>
          <Icon name="live" />
          <Link href={news.bookingId === null ? '/teaching' : `/bookings/${news.bookingId}`}>
            {news.bookingId === null ? t('just', { what: t(news.event) }) : <Told news={news} />}
          </Link>
          <button type="button" onClick={clear} aria-label={t('close')}>
            <Icon name="cross" size={16} />
          </button>
        </p>
      ) : null}
    </div>
  );
}

function Told({ news }: { readonly news: BookingNews }): ReactElement {
  const t = useTranslations('web.live');
  const { me } = useMe();
  const [student, tutor] = [first(news.student), first(news.tutor)];
  const teaches = me?.id === news.tutorId;
  // a tutor sees a request from the moment its money is reserved
  const event = teaches && news.event === 'authorize' ? 'asked' : news.event;
  const what = t(isLiveKey(event) ? event : 'other', { student, tutor, other: teaches ? student : tutor });
  return <>{t('just', { what })}</>;
}
