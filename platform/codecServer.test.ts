import { randomBytes } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import { EncryptionCodec } from './codec';
import { createCodecServer } from './codecServer';

const codec = new EncryptionCodec([{ id: 'k', key: randomBytes(32).toString('base64') }], 'default');
const plain = {
  metadata: { encoding: Buffer.from('json/plain').toString('base64') },
  data: Buffer.from('"rosebud"').toString('base64'),
};

describe('the codec endpoint', () => {
  let server: Server;
  let base: string;
  beforeAll(async () => {
    const app = createCodecServer({
      codec,
      uiOrigin: 'http://ui.example',
      isStaff: ({ authorization }) => Promise.resolve(authorization === 'Bearer staff'),
    });
    app.silent = true;
    server = createServer(app.callback() as Parameters<typeof createServer>[1]);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => new Promise((resolve) => server.close(resolve)));

  const post = (path: string, body: unknown, headers: Record<string, string> = { authorization: 'Bearer staff' }) =>
    fetch(base + path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    });

  // Whoever reaches this endpoint without a right reads every history: ids, amounts, who learns from whom.
  it('reads nothing for whoever is not of the staff', async () => {
    expect((await post('/decode', { payloads: [plain] }, {})).status).toBe(401);
    expect((await post('/decode', { payloads: [plain] }, { authorization: 'Bearer student' })).status).toBe(401);
  });

  it('encodes and decodes for the staff', async () => {
    const encoded = (await (await post('/encode', { payloads: [plain] })).json()) as { payloads: unknown[] };
    expect(JSON.stringify(encoded)).not.toContain(plain.data);
    const decoded = (await (await post('/decode', encoded)).json()) as { payloads: unknown[] };
    expect(decoded.payloads).toEqual([plain]);
  });

  it('answers 400 to a body that holds no payloads, or payloads it cannot read', async () => {
    expect((await post('/decode', { payloads: [{ data: 7 }] })).status).toBe(400);
    expect((await post('/decode', null)).status).toBe(400);
    const forged = { metadata: { encoding: Buffer.from('binary/encrypted').toString('base64') }, data: 'AAAA' };
    expect((await post('/decode', { payloads: [forged] })).status).toBe(400);
  });

  it("lets the Temporal UI's page in and no other", async () => {
    const preflight = (origin: string) =>
      fetch(`${base}/decode`, {
        method: 'OPTIONS',
        headers: { origin, 'access-control-request-method': 'POST' },
      });
    const allowed = await preflight('http://ui.example');
    expect(allowed.headers.get('access-control-allow-origin')).toBe('http://ui.example');
    expect((await preflight('http://evil.example')).headers.get('access-control-allow-origin')).toBeNull();
  });
});
