/** An address on this machine that takes whatever is posted to it: where spans and reports of a test go. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gunzipSync } from 'node:zlib';

interface Posted {
  readonly path: string;
  readonly body: string;
}

export interface Collector {
  /** `127.0.0.1:<port>` */
  readonly host: string;
  readonly posted: readonly Posted[];
  close(): Promise<void>;
}

export async function startCollector(): Promise<Collector> {
  const posted: Posted[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const sent = Buffer.concat(chunks);
      const body = request.headers['content-encoding'] === 'gzip' ? gunzipSync(sent) : sent;
      posted.push({ path: new URL(request.url ?? '/', 'http://collector').pathname, body: body.toString() });
      response.writeHead(200, { 'content-type': 'application/json' }).end('{}');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    host: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    posted,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
