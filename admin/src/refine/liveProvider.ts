import type { LiveEvent, LiveProvider } from '@refinedev/core';
import {
  type ApprovalChanged,
  type BookingChanged,
  type ClientToServer,
  REALTIME_PATH,
  type ReviewChanged,
  type ServerToClient,
} from '@stoa/contracts/realtime/events';
import { useSyncExternalStore } from 'react';
import { io, type Socket } from 'socket.io-client';
import { api, bodyOf, toProblemError } from './client';

type Wire = Socket<ServerToClient, ClientToServer>;
type Callback = (event: LiveEvent) => void;

const callbacks = new Set<Callback>();
const watchers = new Set<() => void>();
let socket: Wire | null = null;

const toEvent = (change: BookingChanged): LiveEvent => ({
  channel: 'resources/bookings',
  type: 'updated',
  payload: { ids: [change.bookingId], event: change.event, version: change.version },
  date: new Date(change.at),
});

/** the type of an event after a time in which nothing was heard */
export const GAP = 'gap';

const APPROVALS = 'resources/approvals';
const approvalEvent = ({ tutorId, event, version, at }: ApprovalChanged): LiveEvent => ({
  channel: APPROVALS,
  type: 'updated',
  payload: { ids: [tutorId], event, version },
  date: new Date(at),
});

/** What happened meanwhile nobody tells: whoever shows something asks for it anew. It names nothing. */
const gap = (): LiveEvent => ({ channel: '', type: GAP, payload: {}, date: new Date() });

const REVIEWS = 'resources/reviews';
const reviewEvent = ({ reviewId, event, at }: ReviewChanged): LiveEvent => ({
  channel: REVIEWS,
  type: 'updated',
  payload: { ids: [reviewId], event },
  date: new Date(at),
});

/** What concerns a resource of its own; everything else hears of bookings. */
const OWN = new Set([APPROVALS, REVIEWS]);
const topicOf = (channel: string): string => (OWN.has(channel) ? channel : 'bookings');

const RENEW_MS = 3000;

/** A refused socket does not try again by itself; any request renews the access token, then it may. */
function renewLater(wire: Wire): void {
  setTimeout(() => {
    if (socket !== wire) return;
    void bodyOf(api.GET('/me')).then(
      () => wire.connect(),
      (error: unknown) => (toProblemError(error).statusCode === 401 ? undefined : renewLater(wire)),
    );
  }, RENEW_MS);
}

function notify(): void {
  for (const watcher of watchers) watcher();
}

function tell(event: LiveEvent): void {
  for (const callback of callbacks) callback(event);
}

function open(): Wire {
  const wire: Wire = io({
    path: REALTIME_PATH,
    addTrailingSlash: false,
    auth: { app: 'admin' },
  });
  wire.on('bookingChanged', (change) => tell(toEvent(change)));
  wire.on('approvalChanged', (change) => tell(approvalEvent(change)));
  wire.on('reviewChanged', (change) => tell(reviewEvent(change)));
  let opened = false;
  wire.on('connect', () => {
    notify();
    if (opened) tell(gap());
    opened = true;
  });
  wire.on('disconnect', (reason) => {
    notify();
    // The server ended it on purpose: the sign-in may be over, or its access token.
    if (reason === 'io server disconnect') renewLater(wire);
  });
  wire.on('connect_error', () => {
    if (!wire.active) renewLater(wire);
  });
  return wire;
}

function closeWhenUnused(): void {
  if (callbacks.size > 0) return;
  socket?.close();
  socket = null;
  notify();
}

/** Refine's live events out of our socket, which carries addresses only: whoever hears one fetches what it names. */
export const liveProvider: LiveProvider = {
  subscribe({ channel, callback, params }) {
    const ids = params?.id === undefined ? (params?.ids ?? []) : [params.id];
    const heard: Callback = (event) => {
      if (event.type === GAP) return callback({ ...event, channel });
      // a booking's story is a resource of its own, and hears of the booking
      if (topicOf(event.channel) !== topicOf(channel)) return;
      if (ids.length === 0 || event.payload.ids?.some((id) => ids.includes(id))) callback(event);
    };
    callbacks.add(heard);
    socket ??= open();
    notify();
    return heard;
  },
  unsubscribe(heard: Callback) {
    callbacks.delete(heard);
    // A change of page unsubscribes and subscribes within one turn: the socket outlives it.
    setTimeout(closeWhenUnused, 0);
  },
};

export type Liveness = 'live' | 'reconnecting' | 'still';

const liveness = (): Liveness => {
  if (socket === null) return 'still';
  return socket.connected ? 'live' : 'reconnecting';
};

/** Whether changes arrive by themselves at the moment; `still` where the page shows nothing that would. */
export function useLiveness(): Liveness {
  return useSyncExternalStore((changed) => {
    watchers.add(changed);
    return () => watchers.delete(changed);
  }, liveness);
}
