import { io, type Socket } from 'socket.io-client';
import { REALTIME_PATH, type ClientToServer, type ServerToClient } from '@stoa/contracts/realtime/events';
import type { Caller } from './caller';

export type Wire = Socket<ServerToClient, ClientToServer>;

export interface Opening {
  /** where the server listens; by default where the caller asks */
  readonly at?: string;
  /** the page's; none by default */
  readonly origin?: string;
  readonly app?: 'web' | 'admin';
}

const open: Wire[] = [];

/** Resolves with the socket of somebody's browser once it is connected; rejects with the server's reason. */
export function connectSocket(caller: Caller, { at, origin, app }: Opening = {}): Promise<Wire> {
  const cookie = [...caller.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  const socket: Wire = io(at ?? caller.app.origin, {
    path: REALTIME_PATH,
    addTrailingSlash: false,
    transports: ['websocket'],
    auth: { app: app ?? caller.audience },
    extraHeaders: { cookie, ...(origin ? { origin } : {}) },
    reconnection: false,
    forceNew: true,
  });
  open.push(socket);
  return new Promise((resolve, reject) => {
    socket.once('connect', () => resolve(socket));
    socket.once('connect_error', reject);
  });
}

/** Resolves with the reason once a socket is cut, also when it has been. */
export function cutOf(socket: Wire): Promise<string> {
  if (!socket.connected) return Promise.resolve('io server disconnect');
  return new Promise((resolve) => socket.once('disconnect', resolve));
}

/** Closes what a test has left open. */
export function closeSockets(): void {
  for (const socket of open.splice(0)) socket.disconnect();
}
