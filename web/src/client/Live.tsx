'use client';

import {
  type ApprovalChanged,
  type BookingChanged,
  type PayoutsChanged,
  REALTIME_PATH,
  type ServerToClient,
} from '@stoa/contracts/realtime/events';
import { en } from '@stoa/contracts/words/en';
import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { createContext, type ReactNode, useContext, useEffect, useMemo, useRef, useState } from 'react';
import { useMe } from '../session/useMe';
import { keys, queries } from './queries';
import { renew } from './send';

export interface BookingNews {
  readonly bookingId: string;
  readonly event: string;
  readonly student: string;
  readonly tutor: string;
  readonly tutorId: string;
}
type ApprovalEvent = keyof typeof en.web.live.approval;
/** about where the reader stands as a tutor, by the words that say it */
interface StandingNews {
  readonly bookingId: null;
  readonly event: `approval.${ApprovalEvent}` | `payouts.${PayoutsChanged['event']}`;
}
export type News = BookingNews | StandingNews;
interface LiveState {
  readonly news: News | null;
  readonly clear: () => void;
  /** while the reader acts on a booking, its changes are no news to them */
  readonly hush: (bookingId: string, on: boolean) => void;
}
const LiveContext = createContext<LiveState>({ news: null, clear: () => undefined, hush: () => undefined });
export const useLive = (): LiveState => useContext(LiveContext);

const SHOWN_MS = 9_000;
const RENEW_EVERY_MS = 30_000;

interface Known {
  readonly version: number;
}

/** Makes everything about bookings old; what is on screen is fetched anew and replaced in place. */
const refresh = (client: QueryClient) => client.invalidateQueries({ queryKey: keys.bookings });
/** The same about where the reader stands as a tutor. */
const refreshStanding = (client: QueryClient) =>
  Promise.all([keys.approval, keys.visibility, keys.payouts].map((queryKey) => client.invalidateQueries({ queryKey })));

/** What there is to say of a booking's change; null where it is known, or none of the reader's business any more. */
async function newsOfBooking(client: QueryClient, change: BookingChanged): Promise<News | null> {
  const known = client.getQueryData<Known>(keys.booking(change.bookingId));
  const old = known !== undefined && known.version >= change.version;
  await refresh(client);
  if (old) return null;
  const booking = await client.fetchQuery(queries.booking(change.bookingId)).catch(() => null);
  return (
    booking && {
      bookingId: booking.id,
      event: change.event,
      student: booking.student.name,
      tutor: booking.tutor.name,
      tutorId: booking.tutor.id,
    }
  );
}

/** What tutors did themselves, and what the house notes for itself, is no news to them. */
const isNews = (event: string): event is ApprovalEvent => Object.hasOwn(en.web.live.approval, event);

async function newsOfApproval(client: QueryClient, change: ApprovalChanged): Promise<News | null> {
  const known = client.getQueryData<Known>(keys.approval);
  const old = known !== undefined && known.version >= change.version;
  await refreshStanding(client);
  return old || !isNews(change.event) ? null : { bookingId: null, event: `approval.${change.event}` };
}

async function newsOfPayouts(client: QueryClient, { event }: PayoutsChanged): Promise<News> {
  await refreshStanding(client);
  return { bookingId: null, event: `payouts.${event}` };
}

interface Connection {
  readonly onBooking: (change: BookingChanged) => void;
  readonly onApproval: (change: ApprovalChanged) => void;
  readonly onPayouts: (change: PayoutsChanged) => void;
  readonly onGap: () => void;
}

interface Wire {
  readonly close: () => void;
  /** opens it again where the server has ended it */
  readonly resume: () => void;
}

/** Opens the live connection; whenever it comes back, everything is asked for again. */
async function connect({ onBooking, onApproval, onPayouts, onGap }: Connection): Promise<Wire> {
  const { io } = await import('socket.io-client');
  const socket = io({ path: REALTIME_PATH, addTrailingSlash: false, transports: ['websocket', 'polling'] });
  let renewedAt = 0;
  const heard: ServerToClient = { bookingChanged: onBooking, approvalChanged: onApproval, payoutsChanged: onPayouts };
  socket.on('bookingChanged', heard.bookingChanged);
  socket.on('approvalChanged', heard.approvalChanged);
  socket.on('payoutsChanged', heard.payoutsChanged);
  socket.on('connect', onGap);
  socket.on('connect_error', () => {
    if (Date.now() - renewedAt < RENEW_EVERY_MS) return;
    renewedAt = Date.now();
    void renew().then((signedIn) => (signedIn && !socket.active ? socket.connect() : undefined));
  });
  // what the server has ended does not come back by itself: the sign-in behind it may be over
  return { close: () => void socket.close(), resume: () => void (socket.active ? undefined : socket.connect()) };
}

export function Live({ children }: { readonly children: ReactNode }): ReactNode {
  const client = useQueryClient();
  const { me } = useMe();
  const [news, setNews] = useState<News | null>(null);
  const hushed = useRef(new Set<string>());
  const wire = useRef<Wire | null>(null);
  const { id: personId, accessEndsAt } = me ?? {};

  useEffect(() => {
    if (!personId) return;
    let closed = false;
    const tell = (told: News | null) => {
      if (told && !closed && !(told.bookingId && hushed.current.has(told.bookingId))) setNews(told);
    };
    void connect({
      onBooking: (change) => void newsOfBooking(client, change).then(tell),
      onApproval: (change) => void newsOfApproval(client, change).then(tell),
      onPayouts: (change) => void newsOfPayouts(client, change).then(tell),
      onGap: () => void Promise.all([refresh(client), refreshStanding(client)]),
    }).then((opened) => {
      if (closed) opened.close();
      else wire.current = opened;
    });
    return () => {
      closed = true;
      wire.current?.close();
      wire.current = null;
    };
  }, [client, personId]);

  // whoever signs in again over the page hears again
  useEffect(() => wire.current?.resume(), [accessEndsAt]);

  useEffect(() => {
    if (!news) return;
    const timer = setTimeout(() => setNews(null), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [news]);

  const value = useMemo<LiveState>(
    () => ({
      news,
      clear: () => setNews(null),
      hush: (bookingId, on) => {
        if (!on) return void hushed.current.delete(bookingId);
        hushed.current.add(bookingId);
        setNews((shown) => (shown?.bookingId === bookingId ? null : shown));
      },
    }),
    [news],
  );
  return <LiveContext value={value}>{children}</LiveContext>;
}
