import type { ActivityOptions, LocalActivityOptions } from '@temporalio/workflow';

/**
 * In the loop's turn, inside one workflow task. The store waits at most 500 ms for a lock, so 1.5 s is an attempt, and a
 * statement that still runs then is met by the next one; three of them fit under 80 % of the task's 5 s, after which a
 * local activity begins to heartbeat.
 */
export const RESERVE: LocalActivityOptions = {
  startToCloseTimeout: '1.5s',
  scheduleToCloseTimeout: '3s',
  retry: { initialInterval: '100ms', maximumAttempts: 3 },
};

/** In the loop's turn: one transaction of our own store. 5 s is when a killed worker is noticed; 30 s ends the turn. */
export const QUICK: ActivityOptions = {
  startToCloseTimeout: '5s',
  scheduleToCloseTimeout: '30s',
  retry: { initialInterval: '200ms', maximumInterval: '5s' },
};

/**
 * In the loop's turn: a call to the card company and its record. 10 s is longer than the company's own deadline in our
 * adapter, and when a killed worker is noticed, so heartbeats add nothing. After 30 s it is owed, with its own attempts.
 */
export const MONEY: ActivityOptions = {
  startToCloseTimeout: '10s',
  scheduleToCloseTimeout: '30s',
  retry: { initialInterval: '500ms', maximumInterval: '5s', maximumAttempts: 3 },
};

/** Outside of anybody's turn: undoing what may have happened. Tried until it is done, at last every minute. */
export const PATIENT: ActivityOptions = {
  startToCloseTimeout: '10s',
  retry: { initialInterval: '1s', backoffCoefficient: 2, maximumInterval: '1m' },
};

/** A workflow that was started and never asked for anything ends itself: its creation was refused by a validator. */
export const FIRST_KNOCK_MS = 10_000;
