// Durable because an account waits for lessons to end and for its owner to think again, for weeks, and must then go.
// Its id is `account-erasure:<personId>`; one per closing, continued when its history is long, begun by asking.
// The clock looks once a day whether anything is live, reminds, and erases on the day; it never cancels a lesson.
// A refusal is final and a value; an effect of the erasure is tried until it is done, and people are asked to look.
// It ends when the closing was called off, or everything is erased and the receipt says so.
import {
  allHandlersFinished,
  CancellationScope,
  condition,
  continueAsNew,
  proxyActivities,
  setHandler,
} from '@temporalio/workflow';

import * as contract from '@stoa/contracts/temporal/accountErasure';
import { closingRowFor, type ClosingDeadline } from '@stoa/domain/closing';
import type { Decision } from '@stoa/domain/errors';

import type { Activities } from '../activities/index';
import { FIRST_KNOCK_MS, PATIENT } from './shared/activityOptions';
import { now } from './shared/clock';
import { refusal } from './shared/codeOf';
import { isLong } from './shared/history';
import { Inbox } from './shared/inbox';
import { clockAt, goOn, isDue, serveDeadline, takeTurn } from './shared/turns';
import { isOpen, newStory, nextDeadline, show, viewOf, type Story } from './accountErasureStory';
import * as turns from './accountErasureTurns';

const { loadClosing } = proxyActivities<Activities>(PATIENT);

type Effect = (story: Story) => turns.Turn;
type Asks = Inbox<Effect, contract.ClosingReply>;

const act = (story: Story, effect: Effect): Promise<Decision<contract.ClosingReply>> =>
  takeTurn(story, effect, (s) => show(s, s.needsAttention));

/** Refused early and without a trace where the table says no; the loop asks it again. Not during a turn. */
function refuseEarly({ busy, closing }: Story, { actingAs }: contract.WithdrawClosingInput): void {
  if (busy || closing === null || closingRowFor('withdraw', closing.state)) return;
  throw refusal('closing_state_conflict', { state: closing.state, actingAs });
}

function listen(story: Story, inbox: Asks): void {
  setHandler(contract.askClosing, (input) => inbox.ask((s) => turns.askTurn(s, input)));
  setHandler(contract.withdrawClosing, (input) => inbox.ask((s) => turns.withdrawTurn(s, input)), {
    validator: (input: contract.WithdrawClosingInput) => refuseEarly(story, input),
  });
  setHandler(contract.state, () => viewOf(story, inbox.size));
}

const CLOCK: Readonly<Record<ClosingDeadline['action'], Effect>> = {
  look: turns.lookTurn,
  remind: turns.remindTurn,
  erase: turns.eraseTurn,
};

/** When the clock has its next turn, epoch ms; null when it has none. */
const nextTurn = (story: Story): number | null => clockAt(story, nextDeadline(story));

/** Waits for somebody to knock or for the clock, and serves one of them: the clock first. */
async function serveNext(story: Story, inbox: Asks): Promise<void> {
  const at = nextTurn(story);
  const wait = at === null ? FIRST_KNOCK_MS : Math.max(1, at - now());
  if (!isDue(at)) await condition(() => !inbox.isEmpty, wait);
  const deadline = nextDeadline(story);
  if (deadline && isDue(at))
    await serveDeadline(story, deadline, { turn: () => act(story, CLOCK[deadline.action]), show });
  else await inbox.serve((effect) => act(story, effect));
}

/** Serves people and clock until it was called off, must be erased, or turns out never to have been asked for. */
async function wait(story: Story, inbox: Asks): Promise<void> {
  do {
    if (isOpen(story) && inbox.isEmpty && !isDue(nextTurn(story)) && isLong())
      await goOn(inbox, () => continueAsNew<typeof accountErasureWorkflow>(story.input, story));
    await serveNext(story, inbox);
  } while (isOpen(story) || (story.closing === null && !inbox.isEmpty));
}

export async function accountErasureWorkflow(input: contract.AccountErasureInput, carried?: Story): Promise<void> {
  const story = carried ?? newStory(input);
  const inbox: Asks = new Inbox();
  listen(story, inbox);
  await CancellationScope.nonCancellable(async () => {
    story.closing ??= await loadClosing(input);
    story.busy = false;
    if (story.closing === null || isOpen(story)) await wait(story, inbox);
    inbox.close('closing_state_conflict');
    if (story.closing?.state === 'erasing') await turns.erase(story);
    await condition(allHandlersFinished);
  });
}
