'use client';

import { en } from '@stoa/contracts/words/en';
import { useTranslations } from 'next-intl';
import Link from 'next/link';
import type { ReactElement } from 'react';
import { useLive } from '../client/Live';
import type { BookingNews, News, ReviewNews } from '../client/news';
import { useMe } from '../session/useMe';
import { Icon } from './icons';
import classes from './NewsLine.module.css';
import { firstName } from './names';

type LiveKey = Exclude<keyof typeof en.web.live, 'just' | 'region' | 'close' | 'approval' | 'payouts' | 'review'>;
const isLiveKey = (key: string): key is LiveKey => Object.hasOwn(en.web.live, key);

/** What changed, said quietly and to screen readers. It lies over the page's edge: nothing moves under a finger. */
export function NewsLine(): ReactElement {
  const t = useTranslations('web.live');
  const { news, clear } = useLive();
  return (
    <div role="status" aria-live="polite" aria-label={t('region')} className={classes.region}>
      {news ? (
        <p className={classes.news} key={keyOf(news)}>
          <Icon name="live" />
          <Link href={wayTo(news)}>
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

const keyOf = (news: News): string => `${news.bookingId}-${'review' in news ? news.review : news.event}`;
function wayTo(news: News): string {
  if (news.bookingId === null) return '/teaching';
  return `/bookings/${news.bookingId}${'review' in news ? '#reviews' : ''}`;
}

function Told({ news }: { readonly news: BookingNews | ReviewNews }): ReactElement {
  const t = useTranslations('web.live');
  const { me } = useMe();
  const [student, tutor] = [firstName(news.student), firstName(news.tutor)];
  const teaches = me?.id === news.tutorId;
  const other = teaches ? student : tutor;
  if ('review' in news) return <>{t('just', { what: t(`review.${news.review}`, { other }) })}</>;
  // a tutor sees a request from the moment its money is reserved
  const event = teaches && news.event === 'authorize' ? 'asked' : news.event;
  const what = t(isLiveKey(event) ? event : 'other', { student, tutor, other });
  return <>{t('just', { what })}</>;
}
