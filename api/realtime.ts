import type { Server as HttpServer } from 'node:http';
import { createAdapter } from '@socket.io/redis-streams-adapter';
import type { Redis } from 'ioredis';
import { Server, type Socket } from 'socket.io';
import {
  bookingRoom,
  personRoom,
  REALTIME_PATH,
  REALTIME_STREAM,
  STAFF_ROOM,
  type ClientToServer,
  type ServerToClient,
} from '@stoa/contracts/realtime/events';
import { Id } from '@stoa/contracts/http/shared';
import { findSignedIn } from '../db/queries/sessions';
import type { House } from './house';
import { readerOf } from './middleware/authenticate';
import type { SignedIn } from './person';
import { Refusal } from './refusal';
import { ROLES_OF } from './access';
import type { Audience } from './access';
import { mayWatch } from './bookingViews';

interface SocketData {
  reader: SignedIn;
  audience: Audience;
}
type Live = Server<ClientToServer, ServerToClient, Record<string, never>, SocketData>;
type LiveSocket = Socket<ClientToServer, ServerToClient, Record<string, never>, SocketData>;

const RECHECK_MS = 5 * 60_000;
const MISSED_MS = 2 * 60_000;
const WATCHED_MAX = 50;
const familyRoom = (familyId: string): string => `family:${familyId}`;

export interface Realtime {
  /** Ends the sockets of a sign-in that was ended, in every process. */
  endFamily(familyId: string): void;
  close(): Promise<void>;
}

function audienceIn(socket: LiveSocket): Audience {
  return (socket.handshake.auth as { app?: unknown }).app === 'admin' ? 'admin' : 'web';
}

/** Cookies travel with a WebSocket of any page: only our own origins may open one. */
function isOurs(origin: string | undefined, house: House): boolean {
  return origin === undefined || Object.values(house.origins).includes(origin);
}

async function admit(socket: LiveSocket, house: House): Promise<void> {
  const audience = audienceIn(socket);
  const { origin, cookie } = socket.handshake.headers;
  if (origin !== undefined && origin !== house.origins[audience]) throw new Refusal('csrf_refused');
  const reader = await readerOf(cookie, audience, house);
  socket.data = { reader, audience };
  const staff = audience === 'admin' && reader.roles.some((role) => ROLES_OF.admin.includes(role));
  await socket.join([personRoom(reader.id), familyRoom(reader.familyId), ...(staff ? [STAFF_ROOM] : [])]);
}

/** A look with somebody's eyes ends to the moment, and not when it is next rechecked. */
function endAtItsTime(socket: LiveSocket): NodeJS.Timeout | undefined {
  const { impersonation } = socket.data.reader;
  if (impersonation === null) return undefined;
  return setTimeout(() => socket.disconnect(true), Math.max(0, impersonation.endsAt - Date.now())).unref();
}

function listen(socket: LiveSocket, house: House): void {
  socket.on('watchBooking', (bookingId, answer) => {
    const id = Id.safeParse(bookingId);
    const reply = typeof answer === 'function' ? answer : () => undefined;
    if (!id.success || socket.rooms.size > WATCHED_MAX) return reply(false);
    void mayWatch(house, id.data, socket.data)
      .then(async (allowed) => {
        if (allowed) await socket.join(bookingRoom(id.data));
        reply(allowed);
      })
      .catch(() => reply(false));
  });
  socket.on('unwatchBooking', (bookingId) => {
    if (typeof bookingId === 'string') void socket.leave(bookingRoom(bookingId));
  });
  const timer = setInterval(() => {
    // An access cookie is checked once, at the handshake; the sign-in behind it may end later.
    void findSignedIn(house.db, socket.data.reader.familyId, socket.data.audience).then(
      (person) => (person ? undefined : socket.disconnect(true)),
      () => undefined,
    );
  }, RECHECK_MS);
  timer.unref();
  const untilEnd = endAtItsTime(socket);
  socket.on('disconnect', () => {
    clearInterval(timer);
    clearTimeout(untilEnd);
  });
}

/**
 * Sockets carry addresses ("booking changed"), never content: whoever hears one fetches it anew and is checked again.
 * The streams adapter keeps what a client missed while it was away for two minutes.
 */
export function createRealtime(server: HttpServer, redis: Redis, house: House): Realtime {
  const io: Live = new Server(server, {
    path: REALTIME_PATH,
    addTrailingSlash: false,
    serveClient: false,
    maxHttpBufferSize: 10_000,
    adapter: createAdapter(redis, {
      streamName: REALTIME_STREAM,
      channelPrefix: REALTIME_STREAM,
      blockTimeInMs: 1_000,
      onlyPlaintext: true,
    }),
    connectionStateRecovery: { maxDisconnectionDuration: MISSED_MS, skipMiddlewares: false },
    allowRequest: (request, decide) => decide(null, isOurs(request.headers.origin, house)),
  });
  io.use((socket, next) => {
    admit(socket, house).then(
      () => next(),
      (error: unknown) => next(new Error(error instanceof Refusal ? error.code : 'temporarily_unavailable')),
    );
  });
  io.on('connection', (socket) => listen(socket, house));
  return {
    endFamily: (familyId) => {
      io.in(familyRoom(familyId)).disconnectSockets(true);
    },
    close: async () => {
      await io.close();
    },
  };
}
