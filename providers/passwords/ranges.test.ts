import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createRangePasswords, noBreachedPasswords } from './ranges';

const hashOf = (password: string) => createHash('sha1').update(password).digest('hex').toUpperCase();
const STOLEN = 'password1234';
let server: Server;
let answer: { status: number; text: string };
let asked: IncomingMessage[];
beforeAll(async () => {
  server = createServer((request, response) => {
    asked.push(request);
    response.writeHead(answer.status).end(answer.text);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterAll(() => new Promise((resolve) => server.close(resolve)));
beforeEach(() => {
  asked = [];
  answer = { status: 200, text: '' };
});
const list = () => createRangePasswords(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);

describe('the list of breached passwords', () => {
  // Loss prevented: whoever keeps the list, or listens on the way, would learn our people's passwords.
  it('is told five digits of the hash and nothing more', async () => {
    await list().isBreached(STOLEN);
    expect(asked.map(({ url }) => url)).toEqual([`/range/${hashOf(STOLEN).slice(0, 5)}`]);
    expect(asked[0]?.headers['add-padding']).toBe('true');
  });

  it('knows a stolen one among others, and takes padding for nothing', async () => {
    answer.text = `0018A45C4D1DEF81644B54AB7F969B88D65:3\r\n${hashOf(STOLEN).slice(5)}:17\r\n`;
    expect(await list().isBreached(STOLEN)).toBe(true);
    answer.text = `${hashOf(STOLEN).slice(5)}:0\r\n`;
    expect(await list().isBreached(STOLEN)).toBe(false);
    answer.text = '<html>maintenance</html>';
    expect(await list().isBreached(STOLEN)).toBe(false);
  });

  it('says so when it cannot answer', async () => {
    answer.status = 503;
    await expect(list().isBreached(STOLEN)).rejects.toThrow('503');
  });

  it('is asked by nobody where none is configured', async () => {
    expect(await noBreachedPasswords.isBreached(STOLEN)).toBe(false);
    expect(asked).toEqual([]);
  });
});
