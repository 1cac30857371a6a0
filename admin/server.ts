/**
 * The console's production server: the built files, and one origin for the browser by passing `/api` and `/realtime`
 * on to the API, whose address is known at run time only.
 */
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { join, resolve } from 'node:path';
import { createProxyMiddleware } from 'http-proxy-middleware';
import Koa from 'koa';
import compress from 'koa-compress';
import serve from 'koa-static';
import { pino, type Logger } from 'pino';
import { readConfig } from '../config';

interface ConsoleOptions {
  /** where the API answers, e.g. http://127.0.0.1:3102 */
  readonly apiUrl: string;
  /** folder of the built console */
  readonly files: string;
  readonly log: Logger;
}

const NONCE = '__CSP_NONCE__';
const YEAR_SECONDS = 31_536_000;
const PROXY_TIMEOUT_MS = 30_000;
/** How long open answers may take once we are told to stop. */
const DRAIN_MS = 10_000;

/** Nothing but ourselves; antd writes its styles at run time and proves itself by the nonce of the page. */
function contentSecurityPolicy(nonce: string): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    // a reviewer's document: its own answer takes its origin and its scripts away
    "frame-src 'self'",
    "manifest-src 'self'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ');
}

const securityHeaders: Koa.Middleware = async (ctx, next) => {
  ctx.set({
    'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'",
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cross-Origin-Resource-Policy': 'same-origin',
    'Permissions-Policy': 'camera=(), geolocation=(), microphone=(), payment=()',
    'Referrer-Policy': 'no-referrer',
    'Strict-Transport-Security': `max-age=${YEAR_SECONDS}; includeSubDomains`,
    'X-Content-Type-Options': 'nosniff',
    'X-Frame-Options': 'DENY',
  });
  await next();
};

/** Every address of the console is one page; what looks like a file and is none is a 404, or a broken build hides. */
function page(html: string): Koa.Middleware {
  return (ctx) => {
    const isRead = ctx.method === 'GET' || ctx.method === 'HEAD';
    if (!isRead || /\.[a-z0-9]+$/i.test(ctx.path)) return;
    const nonce = randomBytes(16).toString('base64url');
    ctx.type = 'html';
    ctx.set('Cache-Control', 'no-store');
    ctx.set('Content-Security-Policy', contentSecurityPolicy(nonce));
    ctx.body = html.replaceAll(NONCE, nonce);
  };
}

function files(folder: string): Koa {
  const app = new Koa();
  app.use(securityHeaders);
  app.use(async (ctx, next) => {
    if (ctx.path !== '/health/live') {
      await next();
      return;
    }
    ctx.set('Cache-Control', 'no-store');
    ctx.body = { status: 'live' };
  });
  app.use(compress({ threshold: 1024, br: false }));
  app.use(
    serve(folder, {
      index: false,
      setHeaders(response, path) {
        // Vite puts a hash of the content into every name below assets/.
        const isHashed = path.startsWith(join(folder, 'assets'));
        response.setHeader('Cache-Control', isHashed ? `public, max-age=${YEAR_SECONDS}, immutable` : 'no-cache');
      },
    }),
  );
  app.use(page(readFileSync(join(folder, 'index.html'), 'utf8')));
  return app;
}

/** What people see when the API is away: a problem like its own, so that the console can say it in words. */
function answerUnavailable(response: ServerResponse | Socket): void {
  if (!('writeHead' in response)) {
    response.destroy();
    return;
  }
  if (response.headersSent) {
    response.end();
    return;
  }
  response.writeHead(503, {
    'Content-Type': 'application/problem+json',
    'Cache-Control': 'no-store',
    'Retry-After': '2',
  });
  response.end(
    JSON.stringify({
      type: '/docs/errors/temporarily_unavailable',
      title: 'Stoa cannot be reached at the moment.',
      status: 503,
      code: 'temporarily_unavailable',
    }),
  );
}

const isForApi = (url: string | undefined): boolean => /^\/(api|realtime)(\/|\?|$)/.test(url ?? '');

/** Makes the server without listening; the caller does, and closes it. */
export function createConsole({ apiUrl, files: folder, log }: ConsoleOptions): Server {
  const proxy = createProxyMiddleware<IncomingMessage, ServerResponse>({
    target: apiUrl,
    xfwd: true,
    proxyTimeout: PROXY_TIMEOUT_MS,
    on: {
      error(error, _request, response) {
        log.warn({ err: error }, 'the API did not answer');
        answerUnavailable(response);
      },
    },
  });
  const answer = files(folder).callback();
  const server = createServer((request, response) => {
    void (isForApi(request.url) ? proxy(request, response) : answer(request, response));
  });
  server.on('upgrade', (request, socket: Socket, head) => {
    socket.on('error', (error) => log.debug({ err: error }, 'a socket broke'));
    if (isForApi(request.url)) proxy.upgrade(request, socket, head);
    else socket.destroy();
  });
  return server;
}

/** Stops taking requests, lets open ones end, then cuts what is left: sockets are open for hours. */
function stop(server: Server, log: Logger): void {
  log.info('stopping');
  server.close(() => process.exit(0));
  server.closeIdleConnections();
  setTimeout(() => {
    server.closeAllConnections();
    process.exit(0);
  }, DRAIN_MS).unref();
}

function main(): void {
  const config = readConfig('admin', process.env);
  const log = pino({ name: 'admin' });
  const server = createConsole({
    apiUrl: config.API_URL,
    files: resolve(config.ADMIN_STATIC),
    log,
  });
  server.listen(config.ADMIN_PORT, config.ADMIN_HOST, () => {
    log.info({ port: (server.address() as AddressInfo).port }, 'the console listens');
  });
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => stop(server, log));
}

if (require.main === module) main();
