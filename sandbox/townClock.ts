import type { Redis } from 'ioredis';
import type { Pool } from 'pg';
import type { Logger } from './logger';

/** Where the rest of the town reads how far its clock runs ahead (architecture, section 4). */
export interface ClockPlace {
  readonly key: string;
  readonly channel: string;
}

const REASSERT_MS = 1_000;

/**
 * The town's clock: the system's plus an offset that never decreases. Its truth is a row of the sandbox's database;
 * Redis carries it to everyone else and is told again every second, so it outlives a Redis that lost everything.
 */
export class TownClock {
  #offsetMs = 0;
  #timer: NodeJS.Timeout | undefined;
  #redisIsAway = false;

  constructor(private readonly deps: { pool: Pool; redis: Redis | null; place: ClockPlace; log: Logger }) {}

  async start(): Promise<void> {
    const { rows } = await this.deps.pool.query<{ offset_ms: string }>('SELECT offset_ms FROM town_clock');
    this.#offsetMs = Number(rows[0]?.offset_ms ?? 0);
    await this.#tell('set');
    this.#timer = setInterval(() => void this.#tell('set'), REASSERT_MS);
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  /** epoch ms */
  now(): number {
    return Date.now() + this.#offsetMs;
  }

  offsetMs(): number {
    return this.#offsetMs;
  }

  /** Raises the offset; a smaller one changes nothing. Answers the offset that rules now. */
  async raise(offsetMs: number): Promise<number> {
    const { rows } = await this.deps.pool.query<{ offset_ms: string }>(
      'UPDATE town_clock SET offset_ms = GREATEST(offset_ms, $1) RETURNING offset_ms',
      [Math.round(offsetMs)],
    );
    this.#offsetMs = Math.max(this.#offsetMs, Number(rows[0]?.offset_ms ?? 0));
    await this.#tell('publish');
    return this.#offsetMs;
  }

  async #tell(how: 'set' | 'publish'): Promise<void> {
    const { redis, place, log } = this.deps;
    if (!redis) return;
    const value = String(this.#offsetMs);
    try {
      await redis.set(place.key, value);
      if (how === 'publish') await redis.publish(place.channel, value);
      if (this.#redisIsAway) log.info({ offsetMs: this.#offsetMs }, 'Redis is back and knows the time again');
      this.#redisIsAway = false;
    } catch (failure) {
      if (!this.#redisIsAway) log.warn({ err: failure }, 'Redis does not take the time; it is told again every second');
      this.#redisIsAway = true;
    }
  }
}
