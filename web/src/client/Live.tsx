'use client';

import { type BookingChanged, REALTIME_PATH, type ServerToClient } from '@stoa/contracts/realtime/events';
import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { createContext, type ReactNode, useContext, useEffect, useMemo, useRef, useState } from 'react';
import { useMe } from '../session/useMe';
import { keys, queries } from './queries';
import { renew } from './send';

export interface News {
  readonly bookingId: string;
  readonly event: string;
  readonly student: string;
  readonly tutor: string;
  readonly tutorId: string;
}
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

interface Connection {
  readonly onChange: (change: BookingChanged) => void;
  readonly onGap: () => void;
}

/** Opens the live connection; after a gap that the server could not fill, everything is asked for again. */
async function connect({ onChange, onGap }: Connection): Promise<() => void> {
  const { io } = await import('socket.io-client');
  const socket = io({ path: REALTIME_PATH, addTrailingSlash: false, transports: ['websocket', 'polling'] });
  let renewedAt = 0;
  const heard: ServerToClient = { bookingChanged: onChange };
  socket.on('bookingChanged', heard.bookingChanged);
  socket.on('connect', () => {
    if (!socket.recovered) onGap();
  });
  socket.on('connect_error', () => {
    if (Date.now() - renewedAt < RENEW_EVERY_MS) return;
    renewedAt = Date.now();
    void renew().then((signedIn) => (signedIn && !socket.active ? socket.connect() : undefined));
  });
  return () => void socket.close();
}

export function Live({ children }: { readonly children: ReactNode }): ReactNode {
  const client = useQueryClient();
  const { me } = useMe();
  const [news, setNews] = useState<News | null>(null);
  const hushed = useRef(new Set<string>());
  const personId = me?.id;

  useEffect(() => {
    if (!personId) return;
    let closed = false;
    let close = () => undefined as void;
    const tell = async (change: BookingChanged) => {
      const known = client.getQueryData<Known>(keys.booking(change.bookingId));
      const old = known !== undefined && known.version >= change.version;
      await refresh(client);
      if (old || hushed.current.has(change.bookingId)) return;
      const booking = await client.fetchQuery(queries.booking(change.bookingId)).catch(() => null);
      if (booking && !closed)
        setNews({
          bookingId: booking.id,
          event: change.event,
          student: booking.student.name,
          tutor: booking.tutor.name,
          tutorId: booking.tutor.id,
        });
    };
    void connect({ onChange: (change) => void tell(change), onGap: () => void refresh(client) }).then((end) => {
      if (closed) end();
      else close = end;
    });
    return () => {
      closed = true;
      close();
    };
  }, [client, personId]);

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
