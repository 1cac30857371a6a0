'use client';

import type { OutsideBooking } from '@stoa/contracts/http/hours';
import { useTranslations } from 'next-intl';
import Link from 'next/link';
import type { ReactElement } from 'react';
import { When } from '../ui/When';
import classes from './OutsideList.module.css';

interface Props {
  readonly outside: readonly OutsideBooking[];
  readonly more: number;
  readonly asOf: string;
}

/** Booked lessons that a change leaves outside: each stands, and its tutor decides about it on its page. */
export function OutsideList({ outside, more, asOf }: Props): ReactElement {
  const t = useTranslations('web.teaching.hour');
  return (
    <>
      <p className="small quiet">{t('outsideHelp')}</p>
      <ul className={classes.list}>
        {outside.map((one) => (
          <Row key={one.booking.id} one={one} asOf={asOf} />
        ))}
      </ul>
      {more > 0 ? <p className="small quiet">{t('outsideMore', { n: String(more) })}</p> : null}
    </>
  );
}

function Row({ one, asOf }: { readonly one: OutsideBooking; readonly asOf: string }): ReactElement {
  const t = useTranslations('web.teaching.hour');
  const bookings = useTranslations('web.bookings');
  const actions = useTranslations('web.actions');
  const { booking, reasons, byThisChange } = one;
  const href = `/bookings/${booking.id}`;
  const can = one.actions.filter(({ allowed, action }) => allowed && action !== 'bookAgain');
  return (
    <li className={classes.row}>
      <When startsAt={booking.startsAt} endsAt={booking.endsAt} asOf={asOf} other={booking.student} />
      <p>
        <Link href={href} prefetch={false}>
          {booking.subject} {bookings('with', { name: booking.student.name })}
        </Link>
      </p>
      <p className="small quiet">
        {[...reasons.map((reason) => t(`reason.${reason}`)), ...(byThisChange ? [] : [t('before')])].join(' · ')}
      </p>
      <p className={classes.can}>
        {can.length === 0 ? null : <span className="quiet">{t('can')}: </span>}
        {can.map(({ action, url }) => (
          <a key={action} href={url ?? href}>
            {actions(action)}
          </a>
        ))}
        {can.length === 0 ? <a href={href}>{t('open')}</a> : null}
      </p>
    </li>
  );
}
