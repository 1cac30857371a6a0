/** @jest-environment node */
import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, request, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { createConsole } from './server';

const folder = mkdtempSync(join(tmpdir(), 'stoa-console-'));
const portOf = (server: Server): number => (server.address() as AddressInfo).port;
const listen = (server: Server): Promise<void> => new Promise((done) => server.listen(0, '127.0.0.1', done));
const close = (server: Server): Promise<void> =>
  new Promise((done) => {
    server.close(() => done());
    server.closeAllConnections();
  });

let api: Server;
let front: Server;
let base: string;
const heard: IncomingMessage[] = [];

beforeAll(async () => {
  mkdirSync(join(folder, 'assets'));
  writeFileSync(join(folder, 'index.html'), '<meta name="csp-nonce" content="__CSP_NONCE__"><div id="root"></div>');
  writeFileSync(join(folder, 'assets', 'app-abc123.js'), `export const text = '${'x'.repeat(4000)}';`);
  api = createServer((incoming, response) => {
    heard.push(incoming);
    response.setHeader('Set-Cookie', ['stoa_admin_at=a', 'stoa_admin_rt=b']);
    response.end(JSON.stringify({ path: incoming.url }));
  });
  api.on('upgrade', (_incoming, socket) => {
    socket.end('HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n');
  });
  await listen(api);
  front = createConsole({ apiUrl: `http://127.0.0.1:${portOf(api)}`, files: folder, log: pino({ level: 'silent' }) });
  await listen(front);
  base = `http://127.0.0.1:${portOf(front)}`;
});

afterAll(async () => {
  await close(front);
  await close(api);
  rmSync(folder, { recursive: true });
});

describe('the console’s server', () => {
  it('answers every address of the console with the page, never kept', async () => {
    const answer = await fetch(`${base}/bookings/0193a000?x=1`);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(await answer.text()).toContain('id="root"');
  });

  it('lets in only its own scripts, and only styles with the nonce of this one page', async () => {
    const [one, two] = await Promise.all([fetch(base), fetch(base)]);
    const policy = one.headers.get('content-security-policy') ?? '';
    const nonce = /'nonce-([\w-]+)'/.exec(policy)?.[1];
    expect(nonce).toBeTruthy();
    expect(await one.text()).toContain(`content="${nonce}"`);
    expect(policy).toContain("script-src 'self';");
    expect(policy).not.toContain('unsafe');
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).toContain("frame-src 'self'");
    expect(two.headers.get('content-security-policy')).not.toBe(policy);
  });

  it('lets hashed files be kept for ever, compressed', async () => {
    const answer = await fetch(`${base}/assets/app-abc123.js`, { headers: { 'accept-encoding': 'gzip' } });
    expect(answer.headers.get('cache-control')).toContain('immutable');
    expect(answer.headers.get('content-encoding')).toBe('gzip');
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
  });

  it('does not answer a missing file with the page: a broken build must show', async () => {
    expect((await fetch(`${base}/assets/gone-123.js`)).status).toBe(404);
  });

  it.each(['/..%2f..%2fpackage.json', '/%2e%2e/package.json', '/assets/..%5c..%5cindex.html'])(
    'gives nothing away from outside its folder: %s',
    async (path) => {
      const status = await new Promise<number>((done) => {
        request({ port: portOf(front), host: '127.0.0.1', path }, (answer) => {
          answer.resume();
          done(answer.statusCode ?? 0);
        }).end();
      });
      expect(status).toBeGreaterThanOrEqual(400);
    },
  );

  it('passes the API’s answer on with all of its cookies, and says for whom it asks', async () => {
    const answer = await fetch(`${base}/api/v1/me?x=1`, { method: 'POST', body: '{}' });
    expect(await answer.json()).toEqual({ path: '/api/v1/me?x=1' });
    expect(answer.headers.getSetCookie()).toEqual(['stoa_admin_at=a', 'stoa_admin_rt=b']);
    expect(heard.at(-1)?.headers['x-forwarded-for']).toContain('127.0.0.1');
  });

  it('keeps what only looks like the API to itself', async () => {
    const before = heard.length;
    await fetch(`${base}/apiary`);
    expect(heard).toHaveLength(before);
  });

  it('passes a socket’s upgrade on', async () => {
    const headers = {
      connection: 'Upgrade',
      upgrade: 'websocket',
      'sec-websocket-key': 'x',
      'sec-websocket-version': '13',
    };
    const status = await new Promise<number | undefined>((done) => {
      const upgrade = request({ port: portOf(front), host: '127.0.0.1', path: '/realtime?EIO=4', headers });
      upgrade.on('upgrade', (answer, socket) => {
        socket.destroy();
        done(answer.statusCode);
      });
      upgrade.end();
    });
    expect(status).toBe(101);
  });

  it('is live, and says in words of ours when the API is away', async () => {
    const alone = createConsole({ apiUrl: 'http://127.0.0.1:9', files: folder, log: pino({ level: 'silent' }) });
    await listen(alone);
    const at = `http://127.0.0.1:${portOf(alone)}`;
    expect((await fetch(`${at}/health/live`)).status).toBe(200);
    const answer = await fetch(`${at}/api/v1/me`);
    expect(answer.status).toBe(503);
    expect(answer.headers.get('content-type')).toBe('application/problem+json');
    expect(await answer.json()).toMatchObject({ code: 'temporarily_unavailable' });
    await close(alone);
  });
});
