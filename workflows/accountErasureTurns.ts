import { log, proxyActivities, sleep, uuid4 } from '@temporalio/workflow';

import type { AskClosingInput, ClosingReply, WithdrawClosingInput } from '@stoa/contracts/temporal/accountErasure';
import { closingWaitsFor, moveClosing, type ClosingAction, type ClosingFacts } from '@stoa/domain/closing';
import type { Decision } from '@stoa/domain/errors';

import type { Activities } from '../activities/index';
import { QUICK } from './shared/activityOptions';
import { now } from './shared/clock';
import { codeOf } from './shared/codeOf';
import { FAILURES_UNTIL_ATTENTION, pauseAfter } from './shared/turns';
import { openOf, replyOf, show, type Story } from './accountErasureStory';

const hands = proxyActivities<Activities>(QUICK);

export type Turn = Promise<Decision<ClosingReply>>;

/** Begins it, or answers with the one that is under way: asking twice is asking once. */
export async function askTurn(story: Story, { actingAs, reviewWords }: AskClosingInput): Turn {
  if (story.closing !== null) return { ok: true, value: replyOf(story.closing) };
  const { personId } = story.input;
  const result = await hands.askToClose({ id: uuid4(), personId, actingAs, reviewWords, at: now() });
  if (result.kind === 'refused') return { ok: false, code: result.code, details: { role: result.role } };
  story.closing = result.closing;
  // it is asked for, whether or not the first look succeeds: the clock looks again
  await lookTurn(story).catch((error: unknown) => log.warn('the first look failed', { code: codeOf(error) }));
  return { ok: true, value: replyOf(story.closing) };
}

interface About {
  readonly facts?: ClosingFacts;
  readonly actingAs?: WithdrawClosingInput['actingAs'];
}

/** Decides and records a step. What the store knows better is taken over, and refused. */
async function step(story: Story, action: Exclude<ClosingAction, 'ask' | 'erase'>, about: About = {}): Turn {
  const before = openOf(story);
  const at = now();
  const decision = moveClosing(before, action, about.facts === undefined ? { at } : { at, facts: about.facts });
  if (!decision.ok) return decision;
  const { actingAs } = about;
  const task = { before, after: decision.value, action, at, ...(actingAs === undefined ? {} : { actingAs }) };
  const result = await hands.recordClosingMove(task);
  story.closing = result.kind === 'stale' ? result.closing : decision.value;
  if (result.kind === 'stale')
    return { ok: false, code: 'closing_state_conflict', details: { state: result.closing.state } };
  return { ok: true, value: replyOf(story.closing) };
}

export async function withdrawTurn(story: Story, { actingAs }: WithdrawClosingInput): Turn {
  if (story.closing === null) return { ok: false, code: 'closing_state_conflict' };
  return step(story, 'withdraw', { actingAs });
}

/** Looks what is live: the last thing has ended, or something has stirred. */
export async function lookTurn(story: Story): Turn {
  const { personId } = story.input;
  const facts = await hands.loadClosingFacts({ personId, asOf: now() });
  story.lookedAt = now();
  story.changesAt = facts.changesAt;
  const { state } = openOf(story);
  const quiet = closingWaitsFor(facts).length === 0;
  if (state === 'waiting' && quiet) return step(story, 'settle', { facts });
  if (state === 'cooling_off' && !quiet) return step(story, 'stir', { facts });
  return { ok: true, value: replyOf(openOf(story)) };
}

export const remindTurn = (story: Story): Turn => step(story, 'remind');

/** The last question, asked under the person's own lock. Where it is answered with no, it is looked what stirs. */
export async function eraseTurn(story: Story): Turn {
  const { id: closingId } = openOf(story);
  const result = await hands.beginErasure({ closingId, at: now() });
  story.closing = result.closing;
  return result.kind === 'begun' ? { ok: true, value: replyOf(result.closing) } : lookTurn(story);
}

/** One effect, until it is done: there is no way back. People are asked to look when it fails again and again. */
async function insist<T>(story: Story, effect: () => Promise<T>): Promise<T> {
  for (let failures = 1; ; failures++) {
    try {
      const done = await effect();
      show(story, false);
      return done;
    } catch (error) {
      log.warn('an effect of an erasure failed', { code: codeOf(error) });
      show(story, failures >= FAILURES_UNTIL_ATTENTION);
      await sleep(pauseAfter(failures));
    }
  }
}

/** Waits for what another part of the worker does: at first often, later every ten minutes. */
async function until(story: Story, reached: () => Promise<boolean>): Promise<void> {
  for (let looks = 1; !(await insist(story, reached)); looks++) {
    if (looks >= LOOKS_UNTIL_ATTENTION) show(story, true);
    await sleep(pauseAfter(looks));
  }
}
/** some three days */
const LOOKS_UNTIL_ATTENTION = 430;

/**
 * Everything that the erasure does, in this order: the receipt leaves while there is an address to send it to, the doors
 * are shut before anything is gone, and the name and address go last of the rows.
 */
export async function erase(story: Story): Promise<void> {
  const closing = openOf(story);
  await until(story, () => hands.receiptHasLeft({ closing }));
  const effects = ['eraseSignIns', 'eraseWords', 'eraseTeaching', 'eraseBelongings', 'erasePerson'] as const;
  for (const effect of effects) await insist(story, () => hands[effect]({ closing, at: now() }));
  await until(story, async () => (await hands.filesLeft(story.input)) === 0);
  await insist(story, () => step(story, 'finish'));
}
