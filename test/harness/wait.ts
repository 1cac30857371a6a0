import { setTimeout as pause } from 'node:timers/promises';

const POLL_MS = 50;

/** Thrown by a question that nobody can answer any more: it is not asked again. */
export class Hopeless extends Error {}

/**
 * Asks until the answer is there. For what another process does in its own time (a webhook, a relay, a restart): the
 * condition is what is waited for, never an amount of time.
 * @param what names it in the failure
 * @throws when the deadline passes first, with the last answer or error
 */
export async function until<T>(
  what: string,
  ask: () => Promise<T | null | undefined | false>,
  deadlineMs = 15_000,
): Promise<T> {
  const end = performance.now() + deadlineMs;
  let last: unknown = null;
  while (performance.now() < end) {
    try {
      const answer = await ask();
      if (answer) return answer;
      last = answer;
    } catch (error) {
      if (error instanceof Hopeless) throw error;
      last = error;
    }
    await pause(POLL_MS);
  }
  throw new Error(
    `waited ${deadlineMs} ms for ${what}: ${last instanceof Error ? last.message : JSON.stringify(last)}`,
  );
}
