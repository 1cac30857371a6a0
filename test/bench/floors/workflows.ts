/**
 * The two floors that booking creation is compared with.
 * A: a bare workflow, update-with-start and nothing else.
 * B: the Temporal steps that a booking takes until its payment page stands (update through an inbox, local activity,
 *    loop, timer, activities, search attributes), with empty bodies.
 */
import {
  allHandlersFinished,
  condition,
  defineSignal,
  defineUpdate,
  proxyActivities,
  proxyLocalActivities,
  setHandler,
  upsertSearchAttributes,
} from '@temporalio/workflow';
import { SEARCH_ATTRIBUTES } from '@stoa/contracts/temporal/searchAttributes';
import type { FloorActivities } from './activities';

export const ask = defineUpdate<string>('ask');
export const finish = defineSignal('finish');

const local = proxyLocalActivities<FloorActivities>({ startToCloseTimeout: 1500, scheduleToCloseTimeout: 3000 });
const remote = proxyActivities<FloorActivities>({ startToCloseTimeout: 10_000, scheduleToCloseTimeout: 30_000 });
const HOLD_MS = 15 * 60_000;

export async function floorA(): Promise<void> {
  let over = false;
  setHandler(finish, () => void (over = true));
  setHandler(ask, () => 'ok');
  await condition(() => over && allHandlersFinished());
}

export async function floorB(): Promise<void> {
  const waiting: { turn?: () => Promise<string>; answer?: string }[] = [];
  let over = false;
  setHandler(finish, () => void (over = true));
  setHandler(ask, async () => {
    const knock: (typeof waiting)[number] = {};
    waiting.push(knock);
    await condition(() => knock.turn !== undefined);
    knock.answer = await knock.turn!();
    return knock.answer;
  });
  await condition(() => waiting.length > 0);
  const first = waiting.shift()!;
  first.turn = () => local.nothing();
  await condition(() => first.answer !== undefined);
  upsertSearchAttributes([
    { key: SEARCH_ATTRIBUTES.BookingState, value: 'REQUESTED' },
    { key: SEARCH_ATTRIBUTES.DueAt, value: new Date(Date.now() + HOLD_MS) },
  ]);
  await remote.nothing();
  await local.nothing();
  await condition(() => over, HOLD_MS);
  await condition(allHandlersFinished);
}
