import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import type { WorkflowHandle } from '@temporalio/client';
import { WorkflowNotFoundError } from '@temporalio/common';

import { readConfig } from '../config';
import { TEST_CONVERTER, TEST_KEY } from '../test/harness/temporal';
import { connectionOptions, connectTemporal, temporalAddressFrom, withDeadline } from './temporal';

describe('where Temporal is', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'stoa-temporal-'));
    for (const name of ['authority', 'certificate', 'key']) writeFileSync(path.join(folder, name), `our ${name}`);
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  const file = (name: string): string => path.join(folder, name);
  const optionsFor = (env: Record<string, string>) =>
    connectionOptions(
      temporalAddressFrom(readConfig('operate', { TEMPORAL_ADDRESS: 'temporal.example:7233', ...env })),
    );

  it('is spoken to in the clear only where nothing else is said', () => {
    expect(optionsFor({})).toEqual({ address: 'temporal.example:7233', tls: false });
  });

  it('proves itself by the public authorities, or by our own', () => {
    expect(optionsFor({ TEMPORAL_TLS: 'on' }).tls).toEqual({});
    expect(optionsFor({ TEMPORAL_TLS: 'on', TEMPORAL_TLS_AUTHORITY_FILE: file('authority') }).tls).toEqual({
      serverRootCACertificate: Buffer.from('our authority'),
    });
  });

  it('is shown our certificate and our key', () => {
    const pair = {
      TEMPORAL_TLS: 'on',
      TEMPORAL_TLS_CERTIFICATE_FILE: file('certificate'),
      TEMPORAL_TLS_KEY_FILE: file('key'),
    };
    expect(optionsFor(pair).tls).toEqual({
      clientCertPair: { crt: Buffer.from('our certificate'), key: Buffer.from('our key') },
    });
    expect(optionsFor({ TEMPORAL_API_KEY: 'a key' })).toMatchObject({ apiKey: 'a key' });
  });

  // A process that starts without the certificate it was told to use would speak as somebody else.
  it('is not spoken to when a file that was named is not there', () => {
    expect(() => optionsFor({ TEMPORAL_TLS: 'on', TEMPORAL_TLS_AUTHORITY_FILE: file('nowhere') })).toThrow('ENOENT');
  });
});

describe('a client of Temporal', () => {
  const address = process.env['TEMPORAL_ADDRESS'] ?? '';
  const at = { address, namespace: 'default', tls: 'off' } as const;

  it('waits for no answer without an end', async () => {
    const client = await connectTemporal(at, { dataConverter: TEST_CONVERTER });
    const ask = () => client.workflow.getHandle(`nobody:${randomUUID()}`).describe();
    await expect(withDeadline(client, 5_000, ask)).rejects.toThrow(WorkflowNotFoundError);
    await expect(withDeadline(client, 0, () => client.workflowService.getSystemInfo({}))).rejects.toThrow('DEADLINE');
    await client.connection.close();
  });

  const read = (bytes: Uint8Array | null | undefined): string => Buffer.from(bytes ?? []).toString('latin1');

  async function inputOf(handle: WorkflowHandle) {
    const started = (await handle.fetchHistory()).events?.[0]?.workflowExecutionStartedEventAttributes;
    return started?.input?.payloads?.[0];
  }

  // What leaves for Temporal is read by whoever keeps its database.
  it('writes what only our keys can read', async () => {
    const client = await connectTemporal(at, { dataConverter: TEST_CONVERTER });
    const workflowId = `written:${randomUUID()}`;
    const taskQueue = `nobody-${randomUUID()}`;
    const handle = await client.workflow.start('never', { workflowId, taskQueue, args: [{ word: 'plain words' }] });
    const payload = await inputOf(handle);
    await handle.terminate();
    await client.connection.close();
    expect(read(payload?.data)).not.toContain('plain words');
    expect(read(payload?.metadata?.['encoding'])).toBe('binary/encrypted');
    expect(read(payload?.metadata?.['encryption-key-id'])).toBe(TEST_KEY.id);
  });
});
