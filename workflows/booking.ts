// Durable because a booking waits for days, charges a card and needs two people to agree.
// Its id is `booking:<bookingId>`, minted by whoever books; one run of it per booking, continued when its history is long.
// The clock ends holds and requests, starts and ends the lesson, settles it, and tries again whatever is still owed.
// A refusal is final and a value; a call without an answer is sent again with its key, looked up first, for ever.
// It ends when nothing can happen any more and nothing is owed, or at once when the slot could not be had.
import {
  allHandlersFinished,
  CancellationScope,
  condition,
  continueAsNew,
  log,
  proxyActivities,
  setHandler,
} from '@temporalio/workflow';

import * as contract from '@stoa/contracts/temporal/booking';
import type { Deadline } from '@stoa/domain/booking';
import { DEADLINES, isOver, missedAt, nextDeadline } from '@stoa/domain/deadlines';
import type { Decision } from '@stoa/domain/errors';
import { closePage } from '@stoa/domain/moves';

import type { Activities } from '../activities/index';
import { hearFact, hearReplaced, hearRetry } from './bookingFacts';
import { OWED, owedOf } from './bookingMoney';
import { decideNow, move, standing, type Ask, type Turn } from './bookingMoves';
import * as requests from './bookingRequests';
import { newStory, show, viewOf, type Story } from './bookingStory';
import { FIRST_KNOCK_MS, PATIENT } from './shared/activityOptions';
import { now } from './shared/clock';
import { bug, refusal } from './shared/codeOf';
import { isLong } from './shared/history';
import { Inbox } from './shared/inbox';
import { clockAt, FAILURES_UNTIL_ATTENTION, goOn, isDue, pauseAfter, takeTurn } from './shared/turns';

const { releaseSlot } = proxyActivities<Activities>(PATIENT);

type Reply = contract.BookingReply;
type Effect = (story: Story) => Turn;
type Asks = Inbox<Effect, Reply>;

const act = (story: Story, effect: Effect): Promise<Decision<Reply>> => takeTurn(story, effect, show);

/**
 * Knocking is refused early and without a trace where the domain says no; the loop asks it again. Not during a turn:
 * whoever saw the row that it has just recorded knows more than we do, and waits for the loop's word.
 */
function refuseEarly(story: Story, ask: Ask): void {
  if (story.busy) return;
  if (story.booking === null) throw refusal('booking_not_found');
  const decision = decideNow(story.booking, ask);
  if (!decision.ok) throw refusal(decision.code, decision.details);
}

function listen(story: Story, inbox: Asks): void {
  setHandler(contract.book, () => inbox.ask(requests.bookTurn), {
    validator: () => {
      if (story.booking !== null) throw refusal('booking_exists');
    },
  });
  setHandler(contract.accept, (input) => inbox.ask((s) => requests.acceptTurn(s, requests.acceptAsk(input))), {
    validator: (input: contract.AcceptInput) => refuseEarly(story, requests.acceptAsk(input)),
  });
  setHandler(contract.decline, (input) => inbox.ask((s) => requests.declineTurn(s, input)), {
    validator: (input: contract.DeclineInput) => refuseEarly(story, requests.declineAsk(input)),
  });
  setHandler(contract.cancel, (input) => inbox.ask((s) => requests.cancelTurn(s, input)), {
    validator: (input: contract.CancelInput) => refuseEarly(story, requests.cancelAsk(input)),
  });
  // A signal that throws fails the workflow: facts that come too late are swallowed.
  const hear = async (effect: Effect): Promise<void> => {
    await inbox.ask(effect).catch(() => undefined);
  };
  setHandler(contract.paymentReported, (fact) => hear((s) => hearFact(s, fact)));
  setHandler(contract.holdReplaced, (replaced) => hear((s) => hearReplaced(s, replaced)));
  setHandler(contract.retryRequested, () => hear(hearRetry));
  setHandler(contract.state, () => {
    const view = viewOf(story, inbox.size);
    if (view === null) throw refusal('booking_not_found');
    return view;
  });
}

/** The clock's own turn. */
async function clockTurn(story: Story, { action }: Deadline): Promise<unknown> {
  const booking = standing(story);
  const owed = action in OWED ? owedOf(booking, action as keyof typeof OWED) : undefined;
  if (owed) return OWED[owed.kind](story, owed);
  if (action === 'closePage') {
    story.booking = closePage(booking, now());
    return;
  }
  const row = DEADLINES.find((deadline) => deadline.action === action);
  if (!row?.move || row.move === 'book') throw bug(`no move for the deadline ${action}`);
  const ask = { action: row.move, actor: 'clock', actorId: null } as const;
  const turn = await (action === 'accept' ? requests.acceptTurn(story, ask) : move(story, ask, { cause: action }));
  if (!turn.ok && turn.code !== 'capture_refused') throw refusal(turn.code, turn.details);
}

/** Serves a deadline and never throws: what failed is tried again after a pause, and people are asked to look. */
async function byClock(story: Story, deadline: Deadline): Promise<void> {
  story.busy = true;
  try {
    await clockTurn(story, deadline);
    story.clockFailures = 0;
  } catch (error) {
    log.warn('a deadline could not be served', { deadline: deadline.action, error });
    story.clockFailures += 1;
    story.pausedUntil = now() + pauseAfter(story.clockFailures);
    if (story.booking && story.clockFailures >= FAILURES_UNTIL_ATTENTION)
      story.booking = { ...story.booking, needsAttention: true };
  }
  story.busy = false;
  show(story);
}

/** When the clock has its next turn, epoch ms; null when it has none. */
const nextTurn = (story: Story): number | null => clockAt(story, story.booking && nextDeadline(story.booking));

/** Waits for somebody to knock or for the clock, and serves one of them: the clock first. */
async function serveNext(story: Story, inbox: Asks): Promise<void> {
  const at = nextTurn(story);
  if (!isDue(at)) await condition(() => !inbox.isEmpty, at === null ? FIRST_KNOCK_MS : Math.max(1, at - now()));
  const deadline = story.booking && nextDeadline(story.booking);
  if (deadline && isDue(at)) await byClock(story, deadline);
  else await inbox.serve((effect) => act(story, effect));
}

/** Turn after turn until the booking is over. */
async function serve(story: Story, inbox: Asks): Promise<void> {
  await serveNext(story, inbox);
  // Nobody knocked, or the slot could not be had: this booking id has had its chance.
  while (story.booking !== null && !isOver(story.booking)) {
    if (inbox.isEmpty && !isDue(nextTurn(story)) && isLong())
      await goOn(inbox, () => continueAsNew<typeof bookingWorkflow>(story.input, story));
    await serveNext(story, inbox);
  }
}

export async function bookingWorkflow(input: contract.BookingInput, carried?: Story): Promise<void> {
  const story = carried ?? newStory(input);
  const inbox: Asks = new Inbox();
  listen(story, inbox);
  await CancellationScope.nonCancellable(async () => {
    await serve(story, inbox);
    const { booking } = story;
    inbox.close(booking === null ? 'booking_id_spent' : (missedAt(booking, now()) ?? 'booking_state_conflict'));
    if (story.reservationUnknown) await undoReservation(story);
    await condition(allHandlersFinished);
  });
}

/** A reservation that timed out may commit later: a tombstone under its id keeps the slot from being held by nobody. */
async function undoReservation({ input }: Story): Promise<void> {
  const { subjectId, bufferMinutes, replacesBookingId } = input;
  const booking = requests.unreserved(input);
  await releaseSlot({ booking, subjectId, bufferMinutes, replacesBookingId, asOf: now() });
}
