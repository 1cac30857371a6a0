import { setTimeout as pause } from 'node:timers/promises';

export type Neighbour = 'postgres' | 'redis' | 'temporal' | 'stripe';

/** What can be wrong with a network: toxiproxy's words for it. */
const FAULTS = {
  cut: null,
  slow: { type: 'latency', attributes: { latency: 400, jitter: 200 } },
  reset: { type: 'reset_peer', attributes: { timeout: 0 } },
} as const;
export type Fault = keyof typeof FAULTS;
export const FAULT_NAMES = Object.keys(FAULTS) as Fault[];

async function tell(url: string, method: string, body?: unknown): Promise<void> {
  const response = await fetch(url, { method, ...(body === undefined ? {} : { body: JSON.stringify(body) }) });
  if (!response.ok) throw new Error(`toxiproxy ${method} ${url}: ${response.status} ${await response.text()}`);
}

/**
 * Breaks the network to one neighbour for a while, then mends it.
 * @param proxy toxiproxy's own address
 * @param lastsMs how long the outage lasts: part of the story, not a wait for something
 */
export async function breakNetwork(
  proxy: string,
  where: { neighbour: Neighbour; fault: Fault },
  lastsMs: number,
): Promise<void> {
  const at = `${proxy}/proxies/${where.neighbour}`;
  const toxic = FAULTS[where.fault];
  if (toxic === null) await tell(at, 'POST', { enabled: false });
  else await tell(`${at}/toxics`, 'POST', { name: where.fault, stream: 'downstream', ...toxic });
  await pause(lastsMs);
  if (toxic === null) await tell(at, 'POST', { enabled: true });
  else await tell(`${at}/toxics/${where.fault}`, 'DELETE');
}
