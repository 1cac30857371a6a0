import { type LiveEvent, useOne } from '@refinedev/core';
import type { ActionView } from '@stoa/contracts/http/bookings';
import type { StaffBookingView } from '@stoa/contracts/http/staff';
import { textAt } from '@stoa/contracts/words/sentence';
import { useMutation } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import { Link, useNavigate, useParams } from 'react-router';
import { retryOwed } from '../refine/actions';
import type { ProblemError } from '../refine/client';
import { GAP } from '../refine/liveProvider';
import { useKeys } from '../shell/keys';
import { useTitle } from '../shell/title';
import { ActionBar } from '../ui/ActionBar';
import { announce } from '../ui/announce';
import { CopyId } from '../ui/CopyId';
import { Money } from '../ui/Money';
import { Panel } from '../ui/Panel';
import { Problem } from '../ui/Problem';
import { Skeleton } from '../ui/Skeleton';
import { AttentionBadge, StatusBadge } from '../ui/StatusBadge';
import { OtherClocks, When } from '../ui/When';
import { say, words } from '../words';
import { Balances, BookingMoney, Payments } from './Books';
import { CancellationTerms, Clocks, OwedWork, People, State, Workflow } from './Now';
import { Story } from './Story';
import { useRefreshBooking } from './useCancel';

const CancelModal = lazy(() => import('./CancelModal').then((module) => ({ default: module.CancelModal })));
const t = words.booking;

/** When, with whom, how much: the largest things on the page. */
function Head({ booking }: { readonly booking: StaffBookingView }) {
  const { student, tutor } = booking;
  return (
    <header className="booking-head">
      <p className="booking-marks">
        <span className="code booking-code">{booking.code}</span>
        <StatusBadge status={booking.status} />
        {booking.needsAttention ? <AttentionBadge /> : null}
        <CopyId id={booking.id} what={booking.code} />
      </p>
      <h1>
        <When at={booking.startsAt} end={booking.endsAt} />
      </h1>
      <p>
        <OtherClocks at={booking.startsAt} others={[student, tutor]} />
      </p>
      <p className="booking-who">
        <span>
          {booking.subject}, {say(t.with, { student: student.name, tutor: tutor.name })}
        </span>
        <strong>
          <Money of={booking.price} />
        </strong>
      </p>
    </header>
  );
}

function useRetry(bookingId: string) {
  const refresh = useRefreshBooking();
  return useMutation({
    mutationFn: () => retryOwed(bookingId, crypto.randomUUID()),
    onSuccess() {
      announce(words.actions.retried);
      refresh(bookingId);
    },
  });
}

function Actions({ booking }: { readonly booking: StaffBookingView }) {
  const [isCancelling, setCancelling] = useState(false);
  const [done, setDone] = useState<string | null>(null);
  const retry = useRetry(booking.id);
  const act = (action: ActionView['action']) => {
    if (action === 'cancel') setCancelling(true);
    if (action === 'retry') retry.mutate();
  };
  return (
    <Panel title={words.actions.heading}>
      {done ? <p className="notice tone-olive">{done}</p> : null}
      {retry.isSuccess ? <p className="notice">{words.actions.retried}</p> : null}
      <ActionBar actions={booking.actions} onAct={act} busy={retry.isPending ? 'retry' : null} />
      {retry.error ? <Problem error={retry.error} onRetry={() => retry.mutate()} /> : null}
      {isCancelling ? (
        <Suspense fallback={null}>
          <CancelModal
            booking={booking}
            onClose={() => setCancelling(false)}
            onDone={(text) => {
              setCancelling(false);
              setDone(text);
            }}
          />
        </Suspense>
      ) : null}
    </Panel>
  );
}

/** Realtime changes announce themselves quietly, by the name of what happened. */
function announceChange(event: LiveEvent): void {
  if (event.type === GAP) return;
  const what = textAt(String(event.payload['event']), t.changes) ?? t.changes.other;
  announce(say(t.changed, { what }));
}

export function BookingShow() {
  const { id = '' } = useParams();
  const navigate = useNavigate();
  const { query } = useOne<StaffBookingView, ProblemError>({
    resource: 'bookings',
    id,
    liveMode: 'auto',
    onLiveEvent: announceChange,
    errorNotification: false,
  });
  const booking = query.data?.data;
  useTitle(booking?.code ?? words.list.columns.booking);
  useKeys({ b: () => void navigate('/') });
  return (
    <>
      <nav className="crumbs" aria-label={t.back}>
        <Link to="/">← {t.back}</Link>
      </nav>
      {query.error ? (
        <Problem error={query.error} onRetry={() => void query.refetch()} isPage={!booking}>
          <p>
            <Link to="/">{words.problem.toBookings}</Link>
          </p>
        </Problem>
      ) : null}
      {query.isPending && !query.error ? <Skeleton shape="panel" count={10} /> : null}
      {booking ? (
        <>
          <Head booking={booking} />
          <div className="two">
            <section className="now" aria-label={t.now}>
              <h2>{t.now}</h2>
              <Actions booking={booking} />
              <Clocks booking={booking} />
              <OwedWork booking={booking} />
              <State booking={booking} />
              <BookingMoney booking={booking} />
              <Payments booking={booking} />
              <Balances booking={booking} />
              <People booking={booking} />
              <CancellationTerms booking={booking} />
              <Workflow booking={booking} />
            </section>
            <Story bookingId={booking.id} />
          </div>
        </>
      ) : null}
    </>
  );
}
