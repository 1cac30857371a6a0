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
import { findEndedFamilies, listenForEndedFamilies } from '../db/queries/sessions';
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

/** How long a socket can outlive its sign-in when nothing that was said about it arrives. */
const RECHECK_MS = 60_000;
const WATCHED_MAX = 50;
const familyRoom = (familyId: string): string => `family:${familyId}`;

export interface Realtime {
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
  const untilEnd = endAtItsTime(socket);
  socket.on('disconnect', () => clearTimeout(untilEnd));
}

export interface RealtimeStores {
  /** shared by every process that has sockets, or emits to them */
  readonly redis: Redis;
  /** Postgres, for the standing LISTEN */
  readonly url: string;
  readonly recheckMs?: number;
}

/**
 * Cuts the sockets of this process whose sign-in is over. The access cookie is checked once, at the handshake; later
 * the sign-in's row says that it ended, whoever ended it. What is said can be lost, so everybody is asked about anew when
 * the connection it comes by was lost, and every minute; and a newcomer once they are in their rooms, whose sign-in may
 * have ended while they were let in.
 */
function cutWhatEnded(io: Live, house: House, { url, recheckMs = RECHECK_MS }: RealtimeStores): () => Promise<void> {
  const cut = (familyId: string): void => {
    io.local.in(familyRoom(familyId)).disconnectSockets(true);
  };
  const recheck = (sockets: Iterable<LiveSocket>): void => {
    const families = new Set(Array.from(sockets, ({ data }) => data.reader.familyId));
    if (families.size === 0) return;
    // while the database does not answer nobody is cut off: the next round comes
    findEndedFamilies(house.db, [...families]).then(
      (ended) => ended.forEach(cut),
      () => undefined,
    );
  };
  const recheckAll = (): void => recheck(io.of('/').sockets.values());
  io.on('connection', (socket) => recheck([socket]));
  const listening = listenForEndedFamilies(url, { ended: cut, missed: recheckAll });
  const timer = setInterval(recheckAll, recheckMs).unref();
  return async () => {
    clearInterval(timer);
    await listening.close();
  };
}

/**
 * Sockets carry addresses ("booking changed"), never content: whoever hears one fetches it anew and is checked again.
 * What somebody missed while they were away is not sent after them: it would be sent before they are asked who they are,
 * and all that it names is fetched anew by whoever comes back.
 */
export function createRealtime(server: HttpServer, house: House, stores: RealtimeStores): Realtime {
  const io: Live = new Server(server, {
    path: REALTIME_PATH,
    addTrailingSlash: false,
    serveClient: false,
    maxHttpBufferSize: 10_000,
    adapter: createAdapter(stores.redis, {
      streamName: REALTIME_STREAM,
      channelPrefix: REALTIME_STREAM,
      blockTimeInMs: 1_000,
      onlyPlaintext: true,
    }),
    allowRequest: (request, decide) => decide(null, isOurs(request.headers.origin, house)),
  });
  io.use((socket, next) => {
    admit(socket, house).then(
      () => next(),
      (error: unknown) => next(new Error(error instanceof Refusal ? error.code : 'temporarily_unavailable')),
    );
  });
  io.on('connection', (socket) => listen(socket, house));
  const stopCutting = cutWhatEnded(io, house, stores);
  return {
    close: async () => {
      await stopCutting();
      await io.close();
    },
  };
}
