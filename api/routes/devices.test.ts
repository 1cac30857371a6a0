import type { DeviceView } from '@stoa/contracts/http/devices';
import { v7 } from 'uuid';
import { networkOf } from '../devices';
import { createTestApp, type TestApp } from '../../test/harness/api';
import { Caller, signedIn, type SignedInCaller } from '../../test/harness/caller';

const FIREFOX = 'Mozilla/5.0 (X11; Linux x86_64; rv:130.0) Gecko/20100101 Firefox/130.0';
const SAFARI =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1';
let app: TestApp;
let me: SignedInCaller;
beforeAll(async () => {
  app = await createTestApp();
});
afterAll(() => app.close());
beforeEach(async () => {
  me = await signedIn(app, ['student']);
});

async function onAnother(agent: string, address = '203.0.113.77'): Promise<Caller> {
  const caller = new Caller(app);
  const body = { email: me.person.email, password: 'correct horse battery' };
  await caller.post('/session', body, { headers: { 'user-agent': agent, 'x-forwarded-for': address } });
  return caller;
}
const devices = async (caller = me.caller) => (await caller.get<{ items: DeviceView[] }>('/me/devices')).body.items;

describe('the list of devices', () => {
  it('names browser, system and roughly the place, and which one asks', async () => {
    const phone = await onAnother(SAFARI);
    await onAnother(FIREFOX, '2001:db8:1234:5678::9');
    const list = await devices(phone);
    expect(list).toHaveLength(3);
    expect(list.filter(({ current }) => current)).toEqual([
      expect.objectContaining({ browser: 'Safari', system: 'iOS', network: '203.0.113.0', app: 'web' }),
    ]);
    expect(list.find(({ browser }) => browser === 'Firefox')).toMatchObject({
      system: 'Linux',
      network: '2001:db8:1234::',
    });
  });

  it('holds nobody else’s, and nothing of a browser that does not say what it is', async () => {
    await signedIn(app, ['student']);
    await onAnother('<script>alert(1)</script>');
    const list = await devices();
    expect(list).toHaveLength(2);
    expect(JSON.stringify(list)).not.toContain('script');
  });
});

describe('a device', () => {
  it('is signed out from another one at once', async () => {
    const other = await onAnother(FIREFOX);
    const there = (await devices()).find(({ current }) => !current)!;
    expect((await me.caller.ask('DELETE', `/me/devices/${there.id}`)).status).toBe(204);
    expect((await other.get('/me')).body.code).toBe('session_revoked');
    expect((await other.post('/session/refresh')).body.code).toBe('session_revoked');
    expect(await devices()).toHaveLength(1);
    const again = await me.caller.ask('DELETE', `/me/devices/${there.id}`);
    expect([again.status, again.body.code]).toEqual([404, 'device_not_found']);
  });

  it('of somebody else is answered like one that is none', async () => {
    const other = await signedIn(app, ['student']);
    const [theirs] = await devices(other.caller);
    for (const id of [theirs!.id, v7()]) {
      const answer = await me.caller.ask('DELETE', `/me/devices/${id}`);
      expect([answer.status, answer.body.code]).toEqual([404, 'device_not_found']);
    }
    expect((await other.caller.get('/me')).status).toBe(200);
  });

  it('that signs itself out is signed out', async () => {
    const [here] = await devices();
    expect((await me.caller.ask('DELETE', `/me/devices/${here!.id}`)).status).toBe(204);
    expect([...me.caller.cookies.keys()]).toEqual(['stoa_web_dv']);
  });
});

describe('signing out everywhere', () => {
  it('ends every sign-in, this one included, and nobody else’s', async () => {
    const [phone, other] = [await onAnother(SAFARI), await signedIn(app, ['student'])];
    expect((await me.caller.ask('DELETE', '/me/devices')).status).toBe(204);
    for (const caller of [me.caller, phone]) expect((await caller.get('/me')).status).toBe(401);
    expect((await phone.post('/session/refresh')).body.code).toBe('session_revoked');
    expect((await other.caller.get('/me')).status).toBe(200);
  });
});

describe('the network of an address', () => {
  it.each([
    ['192.0.2.77', '192.0.2.0'],
    ['::ffff:192.0.2.77', '192.0.2.0'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1::'],
    ['2001:db8::1', '2001:db8:0::'],
    ['::1', '0:0:0::'],
  ])('of %s is %s', (address, network) => expect(networkOf(address)).toBe(network));
});
