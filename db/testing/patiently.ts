import { sqlStateOf } from '../postgres';

const DEADLINES = ['55P03', '57014'];

function ranIntoDeadline(error: unknown): boolean {
  return DEADLINES.includes(sqlStateOf(error) ?? '') || (error instanceof Error && error.name === 'KnexTimeoutError');
}

/**
 * Repeats what ran into one of the store's deadlines, as a caller's retry policy does: a busy machine makes a race
 * slower, not wrong. Everything else flies.
 */
export async function patiently<T>(work: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work();
    } catch (error) {
      if (attempt >= 20 || !ranIntoDeadline(error)) throw error;
    }
  }
}
