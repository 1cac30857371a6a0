// Durable because an answer is promised, a claim runs out, certificates end and strikes decay, over years.
// Its id is `tutor-approval:<tutorId>`; one per tutor, continued when its history is long, begun from the tutor's row.
// The clock gives an undecided claim back, escalates a late answer, and says what is due about certificates and strikes.
// A refusal is final and a value; a deadline that could not be served is tried again, and people are asked to look.
// It ends only when the tutor has no row.
import {
  allHandlersFinished,
  CancellationScope,
  condition,
  continueAsNew,
  proxyActivities,
  setHandler,
} from '@temporalio/workflow';

import * as contract from '@stoa/contracts/temporal/tutorApproval';
import type { Decision } from '@stoa/domain/errors';
import { decideApproval } from '@stoa/domain/tutorDecide';
import type { ApprovalDeadline } from '@stoa/domain/tutorDeadlines';
import type { ApprovalAsk } from '@stoa/domain/tutorObjections';

import type { Activities } from '../activities/index';
import { PATIENT } from './shared/activityOptions';
import { now } from './shared/clock';
import { refusal } from './shared/codeOf';
import { isLong } from './shared/history';
import { Inbox } from './shared/inbox';
import { clockAt, goOn, isDue, serveDeadline, takeTurn } from './shared/turns';
import { newStory, nextDeadline, show, viewOf, type Story } from './tutorApprovalStory';
import * as turns from './tutorApprovalTurns';

const { loadApproval } = proxyActivities<Activities>(PATIENT);

type Reply = contract.ApprovalReply;
type Effect = (story: Story) => turns.Turn;
type Asks = Inbox<Effect, Reply>;

const act = (story: Story, effect: Effect): Promise<Decision<Reply>> =>
  takeTurn(story, effect, (s) => show(s, s.needsAttention));

/** Knocking is refused early and without a trace where the domain says no; the loop asks it again. Not during a turn. */
function refuseEarly(story: Story, ask: Omit<ApprovalAsk, 'at'>): void {
  if (story.busy || story.tutor === null) return;
  const decision = decideApproval(story.tutor, { ...ask, at: now() });
  if (!decision.ok) throw refusal(decision.code, decision.details);
}

const SIMPLE = ['appeal', 'claim', 'release', 'proposeLift', 'archive', 'reopen'] as const;

function listenToPeople(story: Story, inbox: Asks): void {
  for (const action of SIMPLE)
    setHandler(contract[action], (input) => inbox.ask(turns.simpleTurn(action, input)), {
      validator: (input: contract.ApprovalAsker) => refuseEarly(story, turns.askOf(action, input)),
    });
  setHandler(contract.submit, (input) => inbox.ask((s) => turns.submitTurn(s, input)), {
    validator: (input: contract.ApprovalAsker) => refuseEarly(story, turns.askOf('submit', input)),
  });
  setHandler(contract.decide, (input) => inbox.ask((s) => turns.decideTurn(s, input)), {
    validator: (input: contract.DecideInput) => refuseEarly(story, turns.decideAsk(input)),
  });
  setHandler(contract.suspend, (input) => inbox.ask((s) => turns.suspendTurn(s, input)), {
    validator: (input: contract.SuspendInput) => refuseEarly(story, turns.askOf('suspend', input)),
  });
  setHandler(contract.confirmLift, (input) => inbox.ask((s) => turns.confirmLiftTurn(s, input)), {
    validator: (input: contract.ApprovalAsker) => refuseEarly(story, turns.askOf('confirmLift', input)),
  });
  setHandler(contract.excuseStrike, (input) => inbox.ask((s) => turns.excuseTurn(s, input)), {
    validator: (input: contract.ExcuseInput) => refuseEarly(story, turns.askOf('excuseStrike', input)),
  });
}

function listen(story: Story, inbox: Asks): void {
  listenToPeople(story, inbox);
  // A signal that throws fails the workflow: what is refused is swallowed, what failed is found at the next deadline.
  const hear = async (effect: Effect): Promise<void> => {
    await inbox.ask(effect).catch(() => undefined);
  };
  setHandler(contract.materialChanged, ({ item }) => hear((s) => turns.materialTurn(s, item)));
  setHandler(contract.factsChanged, () => hear(turns.standingTurn));
  setHandler(contract.state, () => viewOf(story, inbox.size));
}

async function clockTurn(story: Story, { action }: ApprovalDeadline): turns.Turn {
  if (action === 'noteStanding') return turns.standingTurn(story);
  return turns.move(story, { action, actor: 'clock', actorId: null });
}

/** When the clock has its next turn, epoch ms; null when it has none. */
const nextTurn = (story: Story): number | null => clockAt(story, nextDeadline(story));

/** Waits for somebody to knock or for the clock, and serves one of them: the clock first. */
async function serveNext(story: Story, inbox: Asks): Promise<void> {
  const at = nextTurn(story);
  const knocked = (): boolean => !inbox.isEmpty;
  if (at === null) await condition(knocked);
  else if (!isDue(at)) await condition(knocked, Math.max(1, at - now()));
  const deadline = nextDeadline(story);
  if (deadline && isDue(at))
    await serveDeadline(story, deadline, { turn: () => act(story, (s) => clockTurn(s, deadline)), show });
  else await inbox.serve((effect) => act(story, effect));
}

/** Reads where the tutor stands, and what runs on them. @returns whether there is such a tutor */
async function begin(story: Story): Promise<boolean> {
  if (story.tutor !== null) return true;
  story.tutor = await loadApproval(story.input);
  if (story.tutor === null) return false;
  await act(story, turns.standingTurn);
  return true;
}

export async function tutorApprovalWorkflow(input: contract.TutorApprovalInput, carried?: Story): Promise<void> {
  const story = carried ?? newStory(input);
  const inbox: Asks = new Inbox();
  listen(story, inbox);
  await CancellationScope.nonCancellable(async () => {
    const exists = await begin(story);
    while (exists) {
      if (inbox.isEmpty && !isDue(nextTurn(story)) && isLong())
        await goOn(inbox, () => continueAsNew<typeof tutorApprovalWorkflow>(story.input, story));
      await serveNext(story, inbox);
    }
    inbox.close('tutor_not_found');
    await condition(allHandlersFinished);
  });
}
