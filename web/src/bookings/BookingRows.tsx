'use client';

import type { BookingCard } from '@stoa/contracts/http/bookings';
import { useTranslations } from 'next-intl';
import Link from 'next/link';
import type { ReactElement } from 'react';
import type { Acting } from '../client/acting';
import { Deadline } from '../ui/Deadline';
import { Money } from '../ui/Money';
import { Bar, Skeleton } from '../ui/Skeleton';
import { StatusBadge } from '../ui/StatusBadge';
import { When } from '../ui/When';
import classes from './BookingRows.module.css';

interface Props {
  readonly items: readonly BookingCard[];
  readonly asOf: string;
  readonly acting: Acting;
}

/** Bookings as rows that answer when, with whom, how much and what comes next without being opened. */
export function BookingRows({ items, asOf, acting }: Props): ReactElement {
  return (
    <ul className={classes.rows}>
      {items.map((booking) => (
        <Row key={booking.id} booking={booking} asOf={asOf} acting={acting} />
      ))}
    </ul>
  );
}

function Row({ booking, asOf, acting }: Pick<Props, 'asOf' | 'acting'> & { readonly booking: BookingCard }) {
  const t = useTranslations('web.bookings');
  const other = acting === 'tutor' ? booking.student : booking.tutor;
  return (
    <li className={classes.row} data-needs-me={booking.needsMe || undefined}>
      <When startsAt={booking.startsAt} endsAt={booking.endsAt} asOf={asOf} other={other} />
      <div className={classes.who}>
        <h3>
          <Link href={`/bookings/${booking.id}`} className={classes.link}>
            {booking.subject} {t('with', { name: other.name })}
          </Link>
          {booking.trial ? <span className={classes.trial}>{t('trial')}</span> : null}
        </h3>
        {booking.nextDeadline ? (
          <Deadline deadline={booking.nextDeadline} asOf={asOf} mine={booking.nextDeadline.by === acting} />
        ) : null}
      </div>
      <div className={classes.state}>
        <StatusBadge status={booking.status} />
        <Money amount={booking.price} />
      </div>
    </li>
  );
}

export function BookingRowsSkeleton({ rows = 3 }: { readonly rows?: number }): ReactElement {
  return (
    <Skeleton>
      <ul className={classes.rows}>
        {Array.from({ length: rows }, (_, i) => (
          <li key={i} className={classes.row}>
            <div>
              <Bar chars={24} />
              <Bar chars={16} as="fine" />
            </div>
            <div className={classes.who}>
              <Bar chars={22} />
              <Bar chars={36} as="small" />
            </div>
            <div className={classes.state}>
              <Bar chars={12} as="small" />
              <Bar chars={6} />
            </div>
          </li>
        ))}
      </ul>
    </Skeleton>
  );
}
