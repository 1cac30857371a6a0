import { useSyncExternalStore } from 'react';

/**
 * Stoa's clock, as its answers told it. Countdowns run from the `asOf` of the newest answer, never from this computer's
 * clock: that one may be wrong, and the town's may run ahead.
 */
let asOf: number | null = null;
let heardAt = 0;
const listeners = new Set<() => void>();
const jumps = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | null = null;
let lastTick = 0;
let shown = 0;
const TICK_MS = 1000;
/** A gap this long between two ticks means that the computer slept or its clock was set. */
const JUMP_MS = 5000;

const estimate = (): number => (asOf === null ? Date.now() : asOf + (Date.now() - heardAt));

/** Takes the time out of an answer. An older answer that arrives late is not allowed to turn the clock back. */
export function learnClock(instant: string): void {
  const told = Date.parse(instant);
  if (Number.isNaN(told)) return;
  const isLate = asOf !== null && told < estimate() - JUMP_MS && Date.now() - heardAt < JUMP_MS;
  if (isLate) return;
  asOf = told;
  heardAt = Date.now();
  if (Math.abs(estimate() - shown) >= TICK_MS) publish();
}

/** Whether any answer has told the time yet. */
export const isClockKnown = (): boolean => asOf !== null;
export const stoaNow = estimate;

function publish(): void {
  shown = Math.floor(estimate() / TICK_MS) * TICK_MS;
  for (const listener of listeners) listener();
}

function tick(): void {
  const elapsed = Date.now() - lastTick;
  lastTick = Date.now();
  publish();
  if (elapsed < 0 || elapsed > JUMP_MS) for (const jumped of jumps) jumped();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  if (!timer) {
    lastTick = Date.now();
    timer = setInterval(tick, TICK_MS);
  }
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0 || !timer) return;
    clearInterval(timer);
    timer = null;
  };
}

function snapshot(): number {
  if (shown === 0 || !timer) shown = Math.floor(estimate() / TICK_MS) * TICK_MS;
  return shown;
}

export const SECOND_MS = TICK_MS;
export const MINUTE_MS = 60_000;

/** Stoa's time in whole steps, epoch milliseconds; renders once a step. */
export const useNow = (stepMs: number = SECOND_MS): number =>
  useSyncExternalStore(subscribe, () => Math.floor(snapshot() / stepMs) * stepMs);

/** Calls back when this computer woke up or its clock was set: what is shown should be fetched anew. */
export function onClockJump(jumped: () => void): () => void {
  jumps.add(jumped);
  return () => jumps.delete(jumped);
}
