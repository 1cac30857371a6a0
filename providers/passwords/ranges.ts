import { createHash } from 'node:crypto';
import type { BreachedPasswords } from './port';

const PREFIX = 5;
const DEADLINE_MS = 2_000;

/**
 * Asks a service that speaks the range API of Have I Been Pwned (haveibeenpwned.com/API/v3#PwnedPasswords): it is told
 * the first five of forty hex digits and answers with the rest of every hash that starts so (k-anonymity). Answers are
 * padded, so that their length tells a listener nothing; padding has the count 0.
 * @param url the service's address, without /range
 */
export function createRangePasswords(url: string): BreachedPasswords {
  return {
    isBreached: async (password) => {
      const hash = createHash('sha1').update(password, 'utf8').digest('hex').toUpperCase();
      const response = await fetch(new URL(`/range/${hash.slice(0, PREFIX)}`, url), {
        headers: { 'Add-Padding': 'true' },
        signal: AbortSignal.timeout(DEADLINE_MS),
        redirect: 'error',
      });
      if (!response.ok) throw new Error(`the list of breached passwords answered ${response.status}`);
      const lines = (await response.text()).split(/\r?\n/);
      return lines.some((line) => {
        const [rest = '', count = '0'] = line.split(':');
        return rest === hash.slice(PREFIX) && Number(count) > 0;
      });
    },
  };
}

/** Where no list is configured: nothing is asked and nothing is known. */
export const noBreachedPasswords: BreachedPasswords = { isBreached: () => Promise.resolve(false) };
