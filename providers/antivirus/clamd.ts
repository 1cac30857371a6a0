import { connect } from 'node:net';
import type { Antivirus, ScanResult } from './port';

export interface ClamdSettings {
  readonly host: string;
  readonly port: number;
  readonly deadlineMs?: number;
}

const DEADLINE_MS = 6_000;
const CHUNK_BYTES = 64 * 1024;
const ANSWER_LIMIT = 4_096;

/** clamd's INSTREAM: chunks behind their length in four bytes, an empty one at the end (clamd(8), COMMANDS). */
function* framed(content: Buffer): Generator<Buffer> {
  yield Buffer.from('zINSTREAM\0');
  for (let at = 0; at < content.length; at += CHUNK_BYTES) {
    const chunk = content.subarray(at, at + CHUNK_BYTES);
    const length = Buffer.alloc(4);
    length.writeUInt32BE(chunk.length);
    yield Buffer.concat([length, chunk]);
  }
  yield Buffer.alloc(4);
}

/** Only the two sentences we know count: a size limit or an error of clamd's says nothing about the file. */
function readAnswer(text: string): ScanResult {
  if (/^stream: OK\0?$/.test(text)) return 'clean';
  return /^stream: .+ FOUND\0?$/.test(text) ? 'infected' : 'unknown';
}

/** The scanner ClamAV, by its daemon's port. */
export function createClamd({ host, port, deadlineMs = DEADLINE_MS }: ClamdSettings): Antivirus {
  return {
    scan: (content) =>
      new Promise<ScanResult>((resolve) => {
        const socket = connect({ host, port });
        let answer = '';
        const end = (result: ScanResult): void => {
          clearTimeout(timer);
          socket.destroy();
          resolve(result);
        };
        const timer = setTimeout(() => end('unknown'), deadlineMs);
        socket.on('error', () => end(readAnswer(answer)));
        socket.on('close', () => end(readAnswer(answer)));
        socket.on('data', (data: Buffer) => {
          answer += data.toString('latin1');
          if (answer.includes('\0') || answer.length > ANSWER_LIMIT) end(readAnswer(answer));
        });
        socket.once('connect', () => {
          for (const part of framed(content)) socket.write(part);
        });
      }),
  };
}
