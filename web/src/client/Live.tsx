'use client';

import { REALTIME_PATH, type ServerToClient } from '@stoa/contracts/realtime/events';
import { useQueryClient } from '@tanstack/react-query';
import { createContext, type ReactNode, useContext, useEffect, useMemo, useRef, useState } from 'react';
import { useMe } from '../session/useMe';
import {
  type News,
  newsOfApproval,
  newsOfBooking,
  newsOfPayouts,
  newsOfReview,
  refresh,
  refreshStanding,
} from './news';
import { renew } from './send';

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

interface Wire {
  readonly close: () => void;
  /** opens it again where the server has ended it */
  readonly resume: () => void;
}

/** Opens the live connection; whenever it comes back, everything is asked for again. */
async function connect(heard: ServerToClient, onGap: () => void): Promise<Wire> {
  const { io } = await import('socket.io-client');
  const socket = io({ path: REALTIME_PATH, addTrailingSlash: false, transports: ['websocket', 'polling'] });
  let renewedAt = 0;
  socket.on('bookingChanged', heard.bookingChanged);
  socket.on('approvalChanged', heard.approvalChanged);
  socket.on('payoutsChanged', heard.payoutsChanged);
  socket.on('reviewChanged', heard.reviewChanged);
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
    const heard: ServerToClient = {
      bookingChanged: (change) => void newsOfBooking(client, change).then(tell),
      approvalChanged: (change) => void newsOfApproval(client, change).then(tell),
      payoutsChanged: (change) => void newsOfPayouts(client, change).then(tell),
      reviewChanged: (change) => void newsOfReview(client, change).then(tell),
    };
    const onGap = () => void Promise.all([refresh(client), refreshStanding(client)]);
    void connect(heard, onGap).then((opened) => {
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
