/** One person at the API, as a browser would be: cookies kept, every action with its key. */
import crypto from 'node:crypto';

const DEADLINE_MS = 20_000;
const POLL_MS = 150;

/** What the API refused, with its code: the story stops here. */
export class Refused extends Error {
  name = 'Refused';
}

/** A UUIDv7: the client mints a booking's id, so that asking twice books once. */
export function mintId() {
  const bytes = crypto.randomBytes(16);
  bytes.writeUIntBE(Date.now(), 0, 6);
  bytes[6] = (bytes[6] & 0x0f) | 0x70;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

export class Person {
  #cookies = new Map();

  constructor(origin, app) {
    this.origin = origin;
    this.app = app;
  }

  static async signIn(origin, login, app = 'web') {
    const person = new Person(origin, app);
    person.me = await person.post('/session', login);
    return person;
  }

  get(path) {
    return this.#send('GET', path);
  }

  post(path, body) {
    return this.#send('POST', path, body);
  }

  /** Shows the quote of an action, then takes it with exactly that quote. */
  async act(bookingId, action, { reason, below = 'bookings' } = {}) {
    const quote = await this.post(`/bookings/${bookingId}/quotes`, { action });
    const body = { quoteToken: quote.token, ...(reason && { reason }) };
    const booking = await this.post(`/${below}/${bookingId}/${action}`, body);
    return { quote, booking };
  }

  /** Waits until the booking stands where the story says. */
  async becomes(bookingId, what, is) {
    const path = this.app === 'admin' ? `/staff/bookings/${bookingId}` : `/bookings/${bookingId}`;
    return until(`${what} of ${bookingId}`, async () => {
      const booking = await this.get(path);
      return is(booking) ? booking : null;
    });
  }

  async #send(method, path, body) {
    const headers = body
      ? { 'content-type': 'application/json', 'idempotency-key': crypto.randomUUID() }
      : { accept: 'application/json' };
    const response = await fetch(`${this.origin}/api/v1${path}`, {
      method,
      headers: { ...headers, 'x-stoa-app': this.app, cookie: this.#cookieHeader() },
      body: body && JSON.stringify(body),
      signal: AbortSignal.timeout(DEADLINE_MS),
    });
    this.#keep(response.headers.getSetCookie());
    const text = await response.text();
    const answer = text ? JSON.parse(text) : {};
    if (response.ok) return answer;
    const { code = '', detail = '', title = '' } = answer;
    throw new Refused(`${method} ${path}: ${response.status} ${code} ${detail || title}`);
  }

  #cookieHeader() {
    return [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  }

  #keep(cookies) {
    for (const cookie of cookies) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
      if (name) this.#cookies.set(name, value);
    }
  }
}

/** Asks again until there is an answer, for a while. */
export async function until(what, ask) {
  const end = Date.now() + DEADLINE_MS;
  while (Date.now() < end) {
    const answer = await ask();
    if (answer) return answer;
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
  throw new Refused(`waited ${DEADLINE_MS / 1000} s for the ${what}, in vain`);
}
