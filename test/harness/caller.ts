import { hash } from '@node-rs/argon2';
import type { Problem } from '@stoa/contracts/http/shared';
import type { TestApp } from './api';
import { buildPerson, type BuiltPerson } from '../factories/people';

const PASSWORD = 'correct horse battery';
/** As cheap as Argon2 allows: what is tested is not its strength. */
const CHEAP = { memoryCost: 64, timeCost: 1, parallelism: 1 };
let hashed: Promise<string> | null = null;
export function testPasswordHash(): Promise<string> {
  hashed ??= hash(PASSWORD, CHEAP);
  return hashed;
}

export interface Reply<T> {
  readonly status: number;
  readonly headers: Headers;
  readonly body: T & Partial<Problem>;
  readonly text: string;
}

export interface Ask {
  readonly body?: unknown;
  /** sent as it is, instead of `body` */
  readonly raw?: Buffer | string;
  readonly headers?: Readonly<Record<string, string | undefined>>;
}

/** Somebody with a browser: keeps cookies, names its app, and nothing more; every header can be bent. */
export class Caller {
  readonly cookies = new Map<string, string>();
  constructor(
    readonly app: Pick<TestApp, 'origin'>,
    readonly audience: 'web' | 'admin' = 'web',
  ) {}

  get<T = Record<string, unknown>>(path: string, ask: Ask = {}): Promise<Reply<T>> {
    return this.ask<T>('GET', path, ask);
  }
  post<T = Record<string, unknown>>(path: string, body?: unknown, ask: Ask = {}): Promise<Reply<T>> {
    return this.ask<T>('POST', path, { ...ask, ...(body === undefined ? {} : { body }) });
  }

  async ask<T = Record<string, unknown>>(method: string, path: string, ask: Ask = {}): Promise<Reply<T>> {
    const payload = ask.raw ?? (ask.body === undefined ? undefined : JSON.stringify(ask.body));
    const headers = Object.entries({
      'x-stoa-app': this.audience,
      cookie: [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; '),
      ...(payload === undefined ? {} : { 'content-type': 'application/json' }),
      ...ask.headers,
    }).filter((entry): entry is [string, string] => entry[1] !== undefined && entry[1] !== '');
    const response = await fetch(`${this.app.origin}${path.startsWith('/api') ? '' : '/api/v1'}${path}`, {
      method,
      headers,
      ...(payload === undefined ? {} : { body: payload as string }),
      redirect: 'manual',
      signal: AbortSignal.timeout(20_000),
    });
    for (const cookie of response.headers.getSetCookie()) this.keep(cookie);
    const text = await response.text();
    const json = /json/.test(response.headers.get('content-type') ?? '');
    return {
      status: response.status,
      headers: response.headers,
      body: (json ? JSON.parse(text) : {}) as T & Partial<Problem>,
      text,
    };
  }

  private keep(cookie: string): void {
    const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
    if (/Max-Age=0/.test(cookie)) this.cookies.delete(name);
    else this.cookies.set(name, value);
  }

  async signIn(email: string, password = PASSWORD): Promise<Reply<{ id: string }>> {
    return this.post<{ id: string }>('/session', { email, password });
  }
}

export interface SignedInCaller {
  readonly caller: Caller;
  readonly person: BuiltPerson;
}

/** A new person with these roles, signed in. @throws when the sign-in fails */
export async function signedIn(app: TestApp, roles: readonly string[], name = 'Robin'): Promise<SignedInCaller> {
  const person = await buildPerson(app.database.owner, { name, roles, passwordHash: await testPasswordHash() });
  return { person, caller: await callerFor(app, person, roles) };
}

/** Signs somebody in who has the test's password. */
export async function callerFor(app: TestApp, person: BuiltPerson, roles: readonly string[]): Promise<Caller> {
  const staff = roles.some((role) => role !== 'student' && role !== 'tutor');
  const caller = new Caller(app, staff ? 'admin' : 'web');
  const answer = await caller.signIn(person.email);
  if (answer.status !== 200) throw new Error(`sign-in: ${answer.status} ${answer.text}`);
  return caller;
}
