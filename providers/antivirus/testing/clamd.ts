import { createServer, type AddressInfo, type Socket } from 'node:net';

export interface FakeClamd {
  readonly port: number;
  /** what came, whole */
  readonly scanned: Buffer[];
  /** said instead of the truth; null: nothing is ever said */
  answer: string | null | undefined;
  close(): Promise<void>;
}

const COMMAND = Buffer.from('zINSTREAM\0');

/** The content of a whole INSTREAM request, or null while it is not whole. */
function contentOf(request: Buffer): Buffer | null {
  if (!request.subarray(0, COMMAND.length).equals(COMMAND)) return null;
  const chunks: Buffer[] = [];
  for (let at = COMMAND.length; at + 4 <= request.length; ) {
    const length = request.readUInt32BE(at);
    if (length === 0) return Buffer.concat(chunks);
    chunks.push(request.subarray(at + 4, at + 4 + length));
    at += 4 + length;
  }
  return null;
}

/** Enough of clamd for a test: whatever holds the word VIRUS is one. */
export async function startClamd(): Promise<FakeClamd> {
  const scanned: Buffer[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    let request = Buffer.alloc(0);
    socket.on('error', () => undefined);
    socket.on('data', (data: Buffer) => {
      request = Buffer.concat([request, data]);
      const content = contentOf(request);
      if (content === null || fake.answer === null) return;
      scanned.push(content);
      const truth = content.includes('VIRUS') ? 'stream: Test-Signature FOUND' : 'stream: OK';
      socket.end(`${fake.answer ?? truth}\0`);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const fake: FakeClamd = {
    port: (server.address() as AddressInfo).port,
    scanned,
    answer: undefined,
    close: async () => {
      for (const socket of sockets) socket.destroy();
      if (server.listening) await new Promise((resolve) => server.close(resolve));
    },
  };
  return fake;
}
