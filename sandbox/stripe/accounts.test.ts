import { SECRET_KEY, startSandbox, type TestSandbox } from '../testing/start';

let sandbox: TestSandbox;
beforeAll(async () => {
  sandbox = await startSandbox();
});
afterAll(() => sandbox.drop());

interface Answer {
  readonly status: number;
  readonly body: { id: string; error: { code?: string; param?: string }; data: { type: string }[] };
}
async function call(method: string, path: string, fields?: Record<string, string>): Promise<Answer> {
  const response = await fetch(sandbox.origin + path, {
    method,
    headers: { authorization: `Bearer ${SECRET_KEY}` },
    ...(fields && { body: new URLSearchParams(fields) }),
  });
  return { status: response.status, body: (await response.json()) as Answer['body'] };
}
const ACCOUNT = { type: 'express', country: 'GB', 'capabilities[transfers][requested]': 'true' };
const LINK = { type: 'account_onboarding', return_url: 'https://a.example/b', refresh_url: 'https://a.example/c' };

describe('an account refused, as Stripe would', () => {
  it.each([
    ['another type', { type: 'custom' }, 'type'],
    ['a country that is none', { country: 'Mars' }, 'country'],
    ['an address that is none', { email: 'nobody' }, 'email'],
    ['no capability', { 'capabilities[transfers][requested]': 'false' }, 'capabilities'],
    ['a parameter that is not known', { colour: 'red' }, 'colour'],
  ])('for %s', async (_what, change, param) => {
    const answer = await call('POST', '/v1/accounts', { ...ACCOUNT, ...change });
    expect(answer).toMatchObject({ status: 400, body: { error: { param } } });
  });

  it('lets no link be made to nobody, to nowhere, or for another purpose', async () => {
    const { id } = (await call('POST', '/v1/accounts', ACCOUNT)).body;
    const link = { ...LINK, account: id };
    expect((await call('POST', '/v1/account_links', link)).status).toBe(200);
    for (const change of [{ account: 'acct_none' }, { return_url: 'nowhere' }, { type: 'account_update' }]) {
      const { status } = await call('POST', '/v1/account_links', { ...link, ...change });
      expect([400, 404]).toContain(status);
    }
  });

  it('keeps what happened to an account out of the list of our own events', async () => {
    await call('POST', '/v1/accounts', ACCOUNT);
    await call('POST', '/v1/customers', { name: 'Robin' });
    const { data } = (await call('GET', '/v1/events?limit=100')).body;
    expect(data.map(({ type }) => type)).toEqual(['customer.created']);
    expect((await call('GET', '/v1/accounts?created[gt]=99999999999')).body.data).toEqual([]);
  });
});
