import { createSmtpMail } from '../providers/mail/smtp';
import { createStripePayments } from '../providers/payments/stripe';
import { until } from '../test/harness/wait';
import { SECRET_KEY, startSandbox, WEBHOOK_SECRET, type TestSandbox } from './testing/start';

let sandbox: TestSandbox;
let counter = 0;
beforeAll(async () => {
  sandbox = await startSandbox();
});
afterAll(() => sandbox.drop());
afterEach(() => sandbox.faults.remove());

const payments = () =>
  createStripePayments({ secretKey: SECRET_KEY, webhookSecret: WEBHOOK_SECRET, apiBase: sandbox.origin });

async function openPage(description = 'Lesson'): Promise<{ id: string; url: string }> {
  const bookingId = `app-${(counter += 1)}`;
  const { checkoutId, checkoutUrl } = await payments().openCheckout({
    bookingId,
    amount: { amountMinor: 2400, currency: 'EUR' },
    description,
    customerId: null,
    successUrl: `${sandbox.origin}/back?session={CHECKOUT_SESSION_ID}`,
    cancelUrl: `${sandbox.origin}/back`,
    expiresAt: sandbox.clock.now() + 31 * 60_000,
    idempotencyKey: bookingId,
  });
  return { id: checkoutId!, url: checkoutUrl! };
}

const json = (method: string, path: string, body?: unknown) =>
  fetch(sandbox.origin + path, {
    method,
    headers: { 'content-type': 'application/json' },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
const press = (url: string, fields: Record<string, string>, headers: Record<string, string> = {}) =>
  fetch(url, { method: 'POST', body: new URLSearchParams(fields), redirect: 'manual', headers });
const come = (type: string, id: string, times = 1) =>
  until(`${type} ×${times}`, () => Promise.resolve(sandbox.receiver.of(type, id).length >= times));
const deliveriesOf = async (subject: string) => {
  const { deliveries } = (await (await json('GET', '/control/webhooks')).json()) as {
    deliveries: { id: number; subject: string; eventType: string; state: string; attempts: number }[];
  };
  return deliveries.filter((delivery) => delivery.subject === subject);
};
const fault = (kind: string, scope: string, more: object = {}) =>
  json('POST', '/control/faults', { kind, scope, ...more });

describe('webhooks that go wrong', () => {
  it('come twice, with the same id', async () => {
    await fault('webhook_doubled', 'checkout.session.completed');
    const { id } = await openPage();
    await sandbox.bank.pay(id, '4242424242424242');
    await come('checkout.session.completed', id, 2);
    expect(new Set(sandbox.receiver.of('checkout.session.completed', id)).size).toBe(1);
  });

  it('never come, and come when somebody presses the button', async () => {
    await fault('webhook_lost', 'checkout.session.completed');
    const { id } = await openPage();
    await sandbox.bank.pay(id, '4242424242424242');
    const [lost] = await until('the lost one', async () => {
      const found = await deliveriesOf(id);
      return found.length > 0 && found;
    });
    expect(lost).toMatchObject({ state: 'lost', attempts: 0 });
    expect((await json('POST', `/control/webhooks/${lost!.id}/redeliver`)).status).toBe(202);
    await come('checkout.session.completed', id);
    expect((await json('POST', '/control/webhooks/999999/redeliver')).status).toBe(404);
  });

  it('come late, when their time has come', async () => {
    await fault('webhook_late', 'checkout.session.completed', { delayMs: 3_600_000 });
    const { id } = await openPage();
    await sandbox.bank.pay(id, '4242424242424242');
    const { paymentIntentId } = await payments().findCheckout(id);
    await come('payment_intent.amount_capturable_updated', paymentIntentId!);
    expect(sandbox.receiver.of('checkout.session.completed', id)).toEqual([]);
    await sandbox.pool.query("UPDATE webhook_deliveries SET due_at = now() WHERE state = 'waiting'");
    await come('checkout.session.completed', id);
  });

  it('are overtaken by the next one', async () => {
    await fault('webhook_out_of_order', 'payment_intent.amount_capturable_updated');
    const { id } = await openPage();
    await sandbox.bank.pay(id, '4242424242424242');
    const { paymentIntentId } = await payments().findCheckout(id);
    await come('payment_intent.amount_capturable_updated', paymentIntentId!);
    const types = sandbox.receiver.received
      .filter(({ event }) => [id, paymentIntentId].includes(event.data.object.id))
      .map(({ event }) => event.type);
    expect(types).toEqual(['checkout.session.completed', 'payment_intent.amount_capturable_updated']);
  });

  it('are tried again until somebody answers', async () => {
    sandbox.receiver.answer = 500;
    const { id } = await openPage();
    await sandbox.bank.pay(id, '4242424242424242');
    await come('checkout.session.completed', id);
    sandbox.receiver.answer = 200;
    await until('the second try', async () => (await deliveriesOf(id))[0]?.state === 'delivered');
    expect((await deliveriesOf(id))[0]!.attempts).toBeGreaterThan(1);
  });
});

describe('the hosted page', () => {
  it('shows the sum and its words, escaped, and leads back once paid', async () => {
    const { id, url } = await openPage('<b>Piano</b> & more');
    const shown = await fetch(url);
    const text = await shown.text();
    expect(text).toContain('€24.00');
    expect(text).toContain('&lt;b&gt;Piano&lt;/b&gt; &amp; more');
    expect(shown.headers.get('content-security-policy')).toContain("default-src 'none'");
    const paid = await press(`${url}/pay`, { card: '4242 4242 4242 4242' });
    expect([paid.status, paid.headers.get('location')]).toEqual([303, `${sandbox.origin}/back?session=${id}`]);
    expect(await (await fetch(url)).text()).toContain('The card company holds the money');
  });

  it('says in words why a card did not pay, and keeps no other number', async () => {
    const { url } = await openPage();
    const declined = await press(`${url}/pay`, { card: '4000000000009995' });
    expect(declined.status).toBe(402);
    expect(await declined.text()).toContain('Your card has insufficient funds.');
    const real = '4111111111111111';
    const unknown = await press(`${url}/pay`, { card: real });
    expect([unknown.status, (await unknown.text()).includes(real)]).toEqual([422, false]);
    const { rows } = await sandbox.pool.query(
      'SELECT 1 FROM stripe_objects WHERE data::text || internal::text LIKE $1',
      [`%${real}%`],
    );
    expect(rows).toEqual([]);
  });

  it('sends a card that asks through its bank', async () => {
    const { id, url } = await openPage();
    const asked = await press(`${url}/pay`, { card: '4000002760003184' });
    expect(asked.headers.get('location')).toBe(`/checkout/${id}/confirm`);
    expect(await (await fetch(`${url}/confirm`)).text()).toContain('Is this you paying €24.00?');
    expect((await press(`${url}/confirm`, { answer: 'no' })).status).toBe(402);
    expect((await press(`${url}/pay`, { card: '4000002760003184' })).status).toBe(303);
    expect((await press(`${url}/confirm`, { answer: 'yes' })).headers.get('location')).toContain('/back?session=');
  });

  it('has closed when its time is over, and says that nothing was charged', async () => {
    const { url } = await openPage();
    await json('POST', '/control/clock/advance', { milliseconds: 32 * 60_000 });
    expect(await (await fetch(url)).text()).toContain('Nothing was charged');
    expect((await press(`${url}/pay`, { card: '4242424242424242' })).status).toBe(303);
    expect((await fetch(`${sandbox.origin}/checkout/cs_test_nothing`)).status).toBe(404);
  });

  it('can be paid by a program, with any test card', async () => {
    const pay = async (card: string) => json('POST', `/control/checkout/${(await openPage()).id}/pay`, { card });
    expect((await pay('4242424242424242')).status).toBe(200);
    expect((await pay('4000002760003184')).status).toBe(200);
    const declined = await pay('4000000000000002');
    expect([declined.status, await declined.json()]).toMatchObject([402, { result: 'declined' }]);
  });
});

describe('the control page', () => {
  it('moves the clock, refuses what is no time, and cannot be pressed by another site', async () => {
    const before = sandbox.clock.offsetMs();
    expect((await press(`${sandbox.origin}/clock`, { jump: 'hours:2' })).status).toBe(303);
    expect(sandbox.clock.offsetMs()).toBe(before + 2 * 3_600_000);
    expect((await press(`${sandbox.origin}/clock`, { jump: 'any', count: '15', unit: 'minutes' })).status).toBe(303);
    const after = sandbox.clock.offsetMs();
    expect(after).toBe(before + 2 * 3_600_000 + 15 * 60_000);
    for (const fields of [{ jump: 'any', count: '-1', unit: 'days' }, { jump: 'hours:x' }, { jump: 'lesson' }, {}]) {
      const refused = await press(`${sandbox.origin}/clock`, fields as Record<string, string>);
      expect([refused.status, (await refused.text()).includes('stands where it stood')]).toEqual([409, true]);
    }
    const foreign = await press(`${sandbox.origin}/clock`, { jump: 'hours:2' }, { 'sec-fetch-site': 'cross-site' });
    expect(foreign.status).toBe(403);
    expect(sandbox.clock.offsetMs()).toBe(after);
  });

  it('switches faults on and off', async () => {
    await press(`${sandbox.origin}/faults`, { kind: 'decline', scope: 'checkout.pay', times: '' });
    expect(await sandbox.faults.list()).toMatchObject([{ kind: 'decline', scope: 'checkout.pay', remaining: null }]);
    expect(await (await fetch(sandbox.origin)).text()).toContain('until switched off');
    const { url } = await openPage();
    expect((await press(`${url}/pay`, { card: '4242424242424242' })).status).toBe(402);
    await press(`${sandbox.origin}/faults/off`, { id: 'all' });
    expect((await press(`${url}/pay`, { card: '4242424242424242' })).status).toBe(303);
    expect((await press(`${sandbox.origin}/faults`, { kind: 'earthquake', scope: '*', times: '1' })).status).toBe(409);
  });

  it('strikes as often as it was told, also when many ask at once', async () => {
    await fault('rate_limit', 'events.list', { times: 3 });
    const asks = Array.from({ length: 8 }, () => payments().listEvents({ since: sandbox.clock.now() }));
    const answers = await Promise.allSettled(asks);
    expect(answers.filter(({ status }) => status === 'rejected')).toHaveLength(3);
  });

  it.each([
    ['/control/clock/advance', { milliseconds: -1 }],
    ['/control/clock/advance', { to: 'tomorrow' }],
    ['/control/clock/advance', {}],
    ['/control/faults', { kind: 'earthquake' }],
    ['/control/faults', { kind: 'decline', colour: 'red' }],
  ])('answers 400 at %s to %j', async (path, body) => {
    expect((await json('POST', path, body)).status).toBe(400);
  });

  it('moves to an instant and says where it stands', async () => {
    const to = new Date(sandbox.clock.now() + 3_600_000).toISOString();
    const moved = (await (await json('POST', '/control/clock/advance', { to })).json()) as {
      now: string;
      move: object;
    };
    expect(Date.parse(moved.now)).toBeGreaterThanOrEqual(Date.parse(to));
    expect(moved.move).toMatchObject({ moving: false, stragglers: [] });
    expect((await json('GET', '/health/ready')).status).toBe(200);
  });
});

describe('the inbox', () => {
  it('shows a mail’s own markup where it can do nothing', async () => {
    const smtp = createSmtpMail({ url: `smtp://127.0.0.1:${sandbox.smtpPort}`, from: 'Stoa <no-reply@stoa.example>' });
    const html = '<p>Hi</p><script>alert(1)</script>';
    await smtp.send({ to: 'a@example.org', subject: '<i>Hi</i>', text: 'Hi', html, messageId: 'x@stoa' });
    const [mail] = await sandbox.inbox.list({ to: 'a@example.org' });
    const list = await (await fetch(`${sandbox.origin}/inbox?q=hi`)).text();
    expect(list).toContain('&lt;i&gt;Hi&lt;/i&gt;');
    expect(await (await fetch(`${sandbox.origin}/inbox/${mail!.id}`)).text()).not.toContain('<script>');
    const framed = await fetch(`${sandbox.origin}/inbox/${mail!.id}/html`);
    expect(framed.headers.get('content-security-policy')).toMatch(/default-src 'none'.*sandbox$/);
    expect((await fetch(`${sandbox.origin}/inbox/0`)).status).toBe(404);
  });

  it('lets whoever reads a mail follow its links, and only those of the web', async () => {
    const smtp = createSmtpMail({ url: `smtp://127.0.0.1:${sandbox.smtpPort}`, from: 'Stoa <no-reply@stoa.example>' });
    const text = 'Open http://stoa.example/verify-email#token=a&b or javascript:alert(1) <b>';
    await smtp.send({ to: 'b@example.org', subject: 'Hi', text, messageId: 'y@stoa' });
    const [mail] = await sandbox.inbox.list({ to: 'b@example.org' });
    const page = await (await fetch(`${sandbox.origin}/inbox/${mail!.id}`)).text();
    expect(page).toContain('<a href="http://stoa.example/verify-email#token=a&amp;b">');
    expect(page).not.toContain('href="javascript:');
    expect(page).toContain('javascript:alert(1) &lt;b&gt;');
  });
});
