import { randomBytes } from 'node:crypto';
import { isIPv6 } from 'node:net';
import type { Context } from 'koa';
import { sha256 } from '../platform/hashing';

const AGENT_MAX = 300;
const FOUR_IN_SIX = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i;

/** What a sign-in remembers of the device that it was made with. */
export interface Device {
  readonly userAgent: string;
  readonly network: string;
  readonly hash: string;
}

/** The network of an address: enough to recognise one's own, too little to find a door (/24, or /48 of IPv6). */
export function networkOf(address: string): string {
  const plain = FOUR_IN_SIX.exec(address)?.[1] ?? address;
  if (!isIPv6(plain)) return plain.replace(/\.\d+$/, '.0');
  const [head = ''] = plain.split('::');
  const groups = head.split(':').filter(Boolean);
  return `${[...groups, '0', '0', '0'].slice(0, 3).join(':')}::`;
}

/** A name for a browser that only it knows: the server keeps its hash. */
export const newDeviceToken = (): string => randomBytes(32).toString('base64url');

/** The device that asks, under its own name or a new one. */
export function deviceOf(ctx: Context, token: string): Device {
  return {
    userAgent: ctx
      .get('User-Agent')
      .replaceAll(/[^\x20-\x7e]/g, '')
      .slice(0, AGENT_MAX),
    network: networkOf(ctx.ip),
    hash: sha256(token),
  };
}
