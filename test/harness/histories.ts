/** What lies in a recorded history: as the server has it, and as who has the key reads it. */
import type { Payload } from '@temporalio/common';

import { EncryptionCodec } from '../../platform/codec';
import { TEST_KEY } from './temporal';

/** Every payload of a history, as it lies on the server. */
export function payloadsIn(json: string): Payload[] {
  const found: Payload[] = [];
  const visit = (node: unknown): void => {
    if (typeof node !== 'object' || node === null) return;
    const { metadata, data } = node as { metadata?: Record<string, string>; data?: string };
    if (metadata?.['encoding'] !== undefined)
      found.push({
        metadata: Object.fromEntries(Object.entries(metadata).map(([k, v]) => [k, Buffer.from(v, 'base64')])),
        data: Buffer.from(data ?? '', 'base64'),
      });
    for (const part of Object.values(node)) visit(part);
  };
  visit(JSON.parse(json));
  return found;
}

/** All payloads of a history as one text, encrypted and opened. */
export async function openedPayloads(json: string): Promise<{ readonly readable: string; readonly opened: string }> {
  const payloads = payloadsIn(json);
  const codec = new EncryptionCodec([TEST_KEY], 'default');
  const textOf = (all: readonly Payload[], encoding: 'latin1' | 'utf8'): string =>
    all.map(({ data }) => Buffer.from(data ?? []).toString(encoding)).join('\n');
  return { readable: textOf(payloads, 'latin1'), opened: textOf(await codec.decode(payloads), 'utf8') };
}
