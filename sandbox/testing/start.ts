import { randomBytes } from 'node:crypto';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Client as PgClient } from 'pg';
import { createSandbox, type Sandbox, type SandboxDeps } from '../app';
import type { Logger } from '../logger';

export const WEBHOOK_SECRET = 'whsec_sandbox_tests';
export const CONNECT_SECRET = 'whsec_sandbox_tests_connect';
export const SECRET_KEY = 'sk_test_sandbox';

const quiet: Logger = { info: () => undefined, warn: () => undefined, error: () => undefined };

export interface Received {
  readonly rawBody: Buffer;
  readonly headers: IncomingHttpHeaders;
  readonly event: { id: string; type: string; data: { object: { id: string } } };
}

/** An endpoint like ours that keeps what it receives; what it answers can be changed. */
export class Receiver {
  readonly received: Received[] = [];
  answer = 200;
  readonly #server: Server;

  private constructor() {
    this.#server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const rawBody = Buffer.concat(chunks);
        this.received.push({
          rawBody,
          headers: request.headers,
          event: JSON.parse(rawBody.toString()) as Received['event'],
        });
        response.statusCode = this.answer;
        response.end();
      });
    });
  }

  static async start(): Promise<Receiver> {
    const receiver = new Receiver();
    await new Promise<void>((resolve) => receiver.#server.listen(0, '127.0.0.1', resolve));
    return receiver;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/webhooks/stripe`;
  }

  /** ids of events of one type about one object, in the order of arrival */
  of(type: string, objectId?: string): string[] {
    return this.received
      .filter(({ event }) => event.type === type && (objectId === undefined || event.data.object.id === objectId))
      .map(({ event }) => event.id);
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }
}

export interface TestSandbox extends Sandbox {
  readonly receiver: Receiver;
  readonly databaseUrl: string;
  /** stops it and starts it again on the same data, as after a crash */
  restart(): Promise<TestSandbox>;
  drop(): Promise<void>;
}

/** A sandbox on free ports with a database of its own. The caller drops it. */
export async function startSandbox(overrides: Partial<SandboxDeps> = {}): Promise<TestSandbox> {
  const databaseUrl = overrides.databaseUrl ?? (await createDatabase());
  const receiver = await Receiver.start();
  const sandbox = await createSandbox({
    host: '127.0.0.1',
    port: 0,
    smtpPort: 0,
    webhook: { url: receiver.url, secret: WEBHOOK_SECRET, connectSecret: CONNECT_SECRET },
    log: quiet,
    redis: null,
    temporal: null,
    ...overrides,
    databaseUrl,
  });
  const stop = async () => {
    await sandbox.stop();
    await receiver.stop();
  };
  return {
    ...sandbox,
    receiver,
    databaseUrl,
    restart: async () => {
      await stop();
      return startSandbox({ ...overrides, databaseUrl });
    },
    drop: async () => {
      await stop();
      await onServer(`DROP DATABASE ${new URL(databaseUrl).pathname.slice(1)} WITH (FORCE)`);
    },
  };
}

async function createDatabase(): Promise<string> {
  const name = `stoa_sandbox_test_${process.pid}_${randomBytes(4).toString('hex')}`;
  await onServer(`CREATE DATABASE ${name}`);
  const url = new URL(serverUrl());
  url.pathname = `/${name}`;
  return url.toString();
}

function serverUrl(): string {
  const url = process.env['TEST_DATABASE_URL'] ?? process.env['DEV_PG_URL'];
  if (!url) throw new Error('TEST_DATABASE_URL is not set: the address of a Postgres server, as a superuser');
  return url;
}

async function onServer(sql: string): Promise<void> {
  const client = new PgClient({ connectionString: serverUrl() });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}
