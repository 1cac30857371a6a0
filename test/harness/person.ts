import { randomUUID } from 'node:crypto';
import type { BookingQuoteView } from '@stoa/contracts/http/quotes';
import type { BookingView } from '@stoa/contracts/http/bookings';
import { v7 } from 'uuid';

export interface Login {
  readonly email: string;
  readonly password: string;
}

export interface Answer<T> {
  readonly status: number;
  readonly body: T;
}

interface Request {
  readonly method: string;
  readonly path: string;
  readonly body?: unknown;
  readonly key?: string;
}

/** One person at the API, as a browser would be: cookies kept, headers sent, nothing retried behind the test's back. */
export class Person {
  private readonly cookies = new Map<string, string>();

  private constructor(
    private readonly origin: string,
    private readonly app: 'web' | 'admin',
  ) {}

  /** @throws when the sign-in is refused: a harness that goes on as nobody hides what it tests */
  static async signIn(apiOrigin: string, login: Login, app: 'web' | 'admin' = 'web'): Promise<Person> {
    const person = new Person(apiOrigin, app);
    const answer = await person.post('/session', login);
    if (answer.status !== 200)
      throw new Error(`sign-in of ${login.email}: ${answer.status} ${JSON.stringify(answer.body)}`);
    return person;
  }

  get<T = unknown>(path: string): Promise<Answer<T>> {
    return this.send<T>({ method: 'GET', path });
  }

  post<T = unknown>(path: string, body: unknown, key: string = randomUUID()): Promise<Answer<T>> {
    return this.send<T>({ method: 'POST', path, body, key });
  }

  private async send<T>({ method, path, body, key }: Request): Promise<Answer<T>> {
    const response = await fetch(`${this.origin}/api/v1${path}`, {
      method,
      headers: {
        'x-stoa-app': this.app,
        cookie: [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; '),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(key === undefined ? {} : { 'idempotency-key': key }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(20_000),
    });
    for (const cookie of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
      this.cookies.set(name, value);
    }
    const text = await response.text();
    return { status: response.status, body: (text ? JSON.parse(text) : null) as T };
  }

  /** Asks for the quote of one lesson. */
  async quote(wish: {
    tutorId: string;
    subjectId: string;
    startsAt: string;
    durationMinutes: number;
  }): Promise<BookingQuoteView> {
    const answer = await this.post<BookingQuoteView>('/quotes', wish);
    if (answer.status !== 200) throw new Error(`quote: ${answer.status} ${JSON.stringify(answer.body)}`);
    return answer.body;
  }

  /** Books what was quoted, with an id of its own unless one is given. */
  book(quoteToken: string, bookingId: string = v7(), key: string = bookingId): Promise<Answer<BookingView>> {
    return this.post<BookingView>('/bookings', { bookingId, quoteToken }, key);
  }

  /** Quotes an action and takes it with that quote, as the dialog does. */
  async act(bookingId: string, action: 'accept' | 'decline' | 'cancel', reason?: string): Promise<Answer<BookingView>> {
    const quote = await this.post<{ token: string }>(`/bookings/${bookingId}/quotes`, { action });
    if (quote.status !== 200) return quote as unknown as Answer<BookingView>;
    return this.post<BookingView>(`/bookings/${bookingId}/${action}`, {
      quoteToken: quote.body.token,
      ...(reason === undefined ? {} : { reason }),
    });
  }
}
