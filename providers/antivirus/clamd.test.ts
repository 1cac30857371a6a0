/** Protects: malware handed to a reviewer because the scanner was away, slow, or said something we did not expect. */
import { startClamd, type FakeClamd } from './testing/clamd';
import { createClamd } from './clamd';

const EICAR_LIKE = 'a file with VIRUS in it';
let clamd: FakeClamd;
beforeEach(async () => {
  clamd = await startClamd();
});
afterEach(() => clamd.close());
const scanner = (deadlineMs = 5_000) => createClamd({ host: '127.0.0.1', port: clamd.port, deadlineMs });

describe('clamd', () => {
  it('is sent the whole file, in chunks, and says what it is', async () => {
    const large = Buffer.alloc(1_000_000, 3);
    expect(await scanner().scan(large)).toBe('clean');
    expect(clamd.scanned.at(-1)?.equals(large)).toBe(true);
    expect(await scanner().scan(Buffer.from(EICAR_LIKE))).toBe('infected');
    expect(await scanner().scan(Buffer.alloc(0))).toBe('clean');
  });

  it.each(['INSTREAM size limit exceeded. ERROR', 'stream: OKAY', 'UNKNOWN COMMAND', ''])(
    'says nothing about a file when it answers “%s”',
    async (answer) => {
      clamd.answer = answer;
      expect(await scanner().scan(Buffer.from('x'))).toBe('unknown');
    },
  );

  it('is not waited for', async () => {
    clamd.answer = null;
    expect(await scanner(100).scan(Buffer.from('x'))).toBe('unknown');
  });

  it('says nothing while it is away', async () => {
    await clamd.close();
    expect(await scanner().scan(Buffer.from('x'))).toBe('unknown');
  });
});
