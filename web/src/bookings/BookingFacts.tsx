'use client';

import { Button } from '@mantine/core';
import type { BookingView } from '@stoa/contracts/http/bookings';
import { momentText } from '@stoa/contracts/words/format';
import { WHOLE_BPS } from '@stoa/domain/money';
import { useTranslations } from 'next-intl';
import { type ReactElement, type ReactNode, useId } from 'react';
import type { Acting } from '../client/acting';
import { calendarAddress } from '../client/asks';
import { useNow } from '../client/town';
import { Deadline } from '../ui/Deadline';
import { Icon } from '../ui/icons';
import { Money } from '../ui/Money';
import { useReader } from '../ui/reader';
import classes from './BookingPage.module.css';
import { firstName } from '../ui/names';

interface Props {
  readonly booking: BookingView;
  readonly acting: Acting;
}

export function Fact({ title, children }: { readonly title: string; readonly children: ReactNode }): ReactElement {
  const id = useId();
  return (
    <section aria-labelledby={id} className={classes.fact}>
      <h2 id={id}>{title}</h2>
      {children}
    </section>
  );
}

export function BookingDeadlines({ booking, acting }: Props): ReactElement | null {
  const t = useTranslations('web.booking');
  if (booking.deadlines.length === 0) return null;
  return (
    <section aria-label={t('deadlines')} className={classes.deadlines}>
      {booking.deadlines.map((deadline) => (
        <Deadline
          key={`${deadline.kind}-${deadline.at}`}
          deadline={deadline}
          asOf={booking.asOf}
          mine={deadline.by === acting}
        />
      ))}
    </section>
  );
}

/** Where the lesson is, from the moment joining opens; before that, when. */
export function BookingPlace({ booking }: Pick<Props, 'booking'>): ReactElement | null {
  const t = useTranslations('web.booking');
  const reader = useReader(booking.asOf);
  const now = useNow(booking.asOf);
  const { place } = booking;
  const alive = booking.state.session === 'SCHEDULED' || booking.state.session === 'ACTIVE';
  if (!place || !alive) return null;
  const opens = Date.parse(place.opensAt);
  const name = firstName(booking.tutor.name);
  return (
    <Fact title={t('place')}>
      {place.url ? (
        <a href={place.url} className={classes.place} target="_blank" rel="noreferrer">
          <Icon name="door" />
          {t('placeOpen')}
        </a>
      ) : (
        <p className="small">
          {now < opens ? t('placeLater', { when: momentText(opens, reader) }) : t('placeNone', { name })}
        </p>
      )}
      <p>
        <Button
          component="a"
          href={calendarAddress(booking.id)}
          download
          variant="default"
          size="sm"
          leftSection={<Icon name="calendar" size={16} />}
        >
          {t('calendar')}
        </Button>
      </p>
    </Fact>
  );
}

export function BookingMoney({ booking, acting }: Props): ReactElement {
  const t = useTranslations('web.booking');
  const { money } = booking;
  const returned = acting === 'student' ? t('returned') : t('returnedTo', { name: booking.student.name });
  const lines = [
    { label: t('price'), amount: money.price, always: true },
    { label: t('fee'), amount: money.serviceFee },
    { label: t('held'), amount: money.held },
    { label: returned, amount: money.returned },
    ...(money.tutorEarns ? [{ label: t('earns'), amount: money.tutorEarns }] : []),
    ...(money.commission ? [{ label: t('commission'), amount: money.commission }] : []),
  ];
  return (
    <Fact title={t('money')}>
      <dl className={classes.money}>
        {lines
          .filter((line) => line.amount.amountMinor !== 0 || 'always' in line)
          .map((line) => (
            <div key={line.label}>
              <dt>{line.label}</dt>
              <dd>
                <Money amount={line.amount} home={money.price.currency} />
              </dd>
            </div>
          ))}
      </dl>
    </Fact>
  );
}

/** The borders that are still ahead; a cancellation is quoted before it is done, so these are for planning. */
export function BookingTerms({ booking, acting }: Props): ReactElement | null {
  const t = useTranslations('web');
  const reader = useReader(booking.asOf);
  const ahead = booking.cancellation.filter((row) => Date.parse(row.until) > reader.now);
  if (ahead.length === 0 || booking.state.session !== 'SCHEDULED') return null;
  return (
    <Fact title={acting === 'student' ? t('booking.terms') : t('booking.termsOf', { name: booking.student.name })}>
      <dl className={classes.money}>
        {ahead.map((row) => (
          <div key={row.until}>
            <dt>
              {row.studentShareBps === 0
                ? t(ahead.length === 1 ? 'book.ruleNow' : 'book.ruleLater')
                : t('book.ruleUntil', { when: momentText(Date.parse(row.until), reader) })}
            </dt>
            <dd>
              <Back bps={row.studentShareBps} />
            </dd>
          </div>
        ))}
      </dl>
    </Fact>
  );
}

function Back({ bps }: { readonly bps: number }): string {
  const t = useTranslations('web.book');
  if (bps === WHOLE_BPS) return t('ruleWhole');
  return bps === 0 ? t('rulePaid') : t('ruleBack', { amount: `${bps / 100}\u00a0%` });
}

export function BookingNote({ booking, acting }: Props): ReactElement | null {
  const t = useTranslations('web.booking');
  if (!booking.note) return null;
  const title = acting === 'student' ? t('ownNote') : t('note', { name: booking.student.name });
  return (
    <Fact title={title}>
      <blockquote className={classes.note}>{booking.note}</blockquote>
    </Fact>
  );
}
