import { allHandlersFinished, condition, log, sleep } from '@temporalio/workflow';

import type { Decision } from '@stoa/domain/errors';

import { now } from './clock';
import { codeOf } from './codeOf';

const PAUSE_MS = 5_000;
const LONGEST_PAUSE_MS = 10 * 60_000;

/** How often a deadline may fail in a row before people are asked to look. */
export const FAILURES_UNTIL_ATTENTION = 5;

/** How long the clock waits after so many failures in a row, ms. */
export function pauseAfter(failures: number): number {
  return Math.min(PAUSE_MS * 2 ** (failures - 1), LONGEST_PAUSE_MS);
}

/** What a loop remembers of its clock. */
interface Clocked {
  /** turns of the clock that failed in a row, and until when it waits */
  clockFailures: number;
  pausedUntil: number;
}

/** When the clock has its next turn, epoch ms; null when it has none. */
export function clockAt({ pausedUntil }: Clocked, deadline: { readonly at: number } | null): number | null {
  return deadline && Math.max(deadline.at, pausedUntil);
}

/**
 * Serves a deadline and never throws: what was refused is tried again after a pause, and people are asked to look.
 * @param turn of `takeTurn`, which answers whatever happens
 * @param show tells operators where the story stands, and whether they should look
 */
export async function serveDeadline<S extends Clocked>(
  story: S,
  deadline: { readonly action: string },
  { turn, show }: { turn: () => Promise<Decision<unknown>>; show: (story: S, needsAttention: boolean) => void },
): Promise<void> {
  const taken = await turn();
  if (taken.ok) {
    story.clockFailures = 0;
    return show(story, false);
  }
  log.warn('a deadline could not be served', { deadline: deadline.action, code: taken.code });
  story.clockFailures += 1;
  story.pausedUntil = now() + pauseAfter(story.clockFailures);
  show(story, story.clockFailures >= FAILURES_UNTIL_ATTENTION);
}

/** @param at epoch ms; null: never */
export const isDue = (at: number | null): boolean => at !== null && now() >= at;

/** Goes on in a new run, between two turns. Whoever knocks meanwhile is served first. @param next continues as new */
export async function goOn(inbox: { readonly isEmpty: boolean }, next: () => Promise<never>): Promise<void> {
  await condition(allHandlersFinished);
  // An update must not be answered in the task that continues: the server may then hand it to the next run again.
  await sleep(1);
  if (inbox.isEmpty && allHandlersFinished()) await next();
}

/**
 * Takes one turn and answers whatever happens: a code that escaped here would leave the asker without an answer and the
 * task retrying.
 * @param show tells operators where the story stands afterwards
 */
export async function takeTurn<S extends { busy: boolean }, R>(
  story: S,
  effect: (story: S) => Promise<Decision<R>>,
  show: (story: S) => void,
): Promise<Decision<R>> {
  story.busy = true;
  try {
    return await effect(story);
  } catch (error) {
    log.warn('a turn failed', { error });
    return { ok: false, code: codeOf(error) };
  } finally {
    story.busy = false;
    show(story);
  }
}
