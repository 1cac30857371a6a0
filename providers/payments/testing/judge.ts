import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Stands before the sandbox: what goes there also goes to stripe-mock, which says what it thinks of it. */
export class Judge {
  readonly refused: string[] = [];
  readonly judged: string[] = [];
  #server: Server | null = null;

  constructor(private readonly mockUrl: string) {}

  /** @param origin the sandbox's, whose answers are given @returns the judge's own */
  async open(origin: string): Promise<string> {
    this.#server = createServer((request, response) => void this.#judge(request, response, origin));
    return listen(this.#server);
  }

  async close(): Promise<void> {
    await new Promise((resolve) => this.#server?.close(resolve).closeAllConnections());
  }

  async #judge(request: IncomingMessage, response: ServerResponse, origin: string): Promise<void> {
    const body = await read(request);
    const opinion = await send(this.mockUrl, request, inOlderWords(body));
    this.judged.push(`${request.method} ${request.url}`);
    if (opinion.status >= 400) this.refused.push(`${request.method} ${request.url} ${body}: ${await opinion.text()}`);
    const answer = await send(origin, request, body);
    response.writeHead(answer.status, {
      'content-type': 'application/json',
      'request-id': answer.headers.get('request-id') ?? '',
      ...(answer.headers.get('idempotent-replayed') && { 'idempotent-replayed': 'true' }),
    });
    response.end(await answer.text());
  }
}

/** stripe-mock knows Stripe's API of September 2025; since then one parameter that we send was renamed. */
function inOlderWords(body: string): string {
  return body.replaceAll('allowed_payment_method_types', 'payment_method_types');
}

async function listen(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

async function read(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}

function send(origin: string, request: IncomingMessage, body: string): Promise<Response> {
  const names = ['authorization', 'content-type', 'stripe-version', 'idempotency-key'];
  const headers = names.flatMap((name) => {
    const value = request.headers[name];
    return typeof value === 'string' ? [[name, value] as [string, string]] : [];
  });
  const method = request.method ?? 'GET';
  return fetch(origin + request.url, { method, headers, ...(method === 'POST' && { body }) });
}
