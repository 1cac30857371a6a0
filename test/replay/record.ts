/**
 * Records the golden histories: `TEST_WORKFLOW_BUNDLE=dist/workflows.js npm run histories`, with the addresses
 * of a Temporal server that skips time and of a Postgres server in the environment. What is there already stays as it is:
 * a history shows what a release really did, so it is never recorded anew to make a test pass.
 */
import { existsSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import { historyToJSON } from '@temporalio/common/lib/proto-utils';

import { HOUR_MS, MINUTE_MS } from '../../domain/policies';
import { ApprovalStage, type ApprovalStory } from '../harness/approvalStory';
import { Stage, type Story } from '../harness/bookingStory';
import { ClosingStage, type ClosingStory } from '../harness/closingStory';

const FOLDER = path.join(__dirname, 'histories');

async function settled(stage: Stage): Promise<Story> {
  const story = await stage.accepted();
  await story.skipTo(story.input.endsAt + 72 * HOUR_MS);
  return story;
}

async function capturedLate(stage: Stage): Promise<Story> {
  const story = await stage.paid();
  stage.company.fail('capture', 'payment_outcome_unknown', { times: 2 });
  await story.accept();
  await story.skip(MINUTE_MS);
  await story.becomes('SCHEDULED/-/AUTHORIZED');
  await story.cancel('tutor', 10_000);
  return story;
}

async function paidTooLate(stage: Stage): Promise<Story> {
  const story = await stage.book();
  await story.pageOpen();
  stage.company.pay(story.id);
  stage.company.fail('expireCheckout', 'payment_outcome_unknown', { times: Infinity });
  await story.skip(32 * MINUTE_MS);
  await story.becomes('EXPIRED/NOT_HELD/VOIDED');
  stage.company.heal();
  await story.skip(HOUR_MS);
  return story;
}

const STORIES: Readonly<Record<string, (stage: Stage) => Promise<Story>>> = {
  'booking-settled': settled,
  'booking-instant': async (stage) => {
    const story = await stage.paid({ terms: { instant: true } });
    await story.becomes('SCHEDULED/-/AUTHORIZED');
    await story.skipTo(story.input.endsAt + 72 * HOUR_MS);
    return story;
  },
  'booking-declined': async (stage) => {
    const story = await stage.paid();
    await story.decline();
    return story;
  },
  'booking-hold-expired': async (stage) => {
    const story = await stage.book();
    await story.pageOpen();
    await story.skip(16 * MINUTE_MS);
    return story;
  },
  'booking-captured-late-then-cancelled': capturedLate,
  'booking-paid-too-late': paidTooLate,
};

/** These live as long as their tutor does: what is recorded is as far as they have come. */
const APPROVALS: Readonly<Record<string, (story: ApprovalStory) => Promise<unknown>>> = {
  'approval-approved': (story) => story.approved(),
  'approval-rejected-appealed-escalated': async (story) => {
    await story.take('submit', story.tutor);
    await story.take('claim', story.admin());
    await story.skip(31 * MINUTE_MS);
    await story.becomes(({ state }) => state === 'pending_approval');
    await story.take('claim', story.admin());
    await story.decide(story.admin(), 'rejected', { failing: ['photo'] });
    await story.take('appeal', story.tutor, 'It is me');
    await story.skip(25 * HOUR_MS);
    await story.becomes(({ review }) => review?.escalated === true);
  },
  'approval-suspended-lifted': async (story) => {
    await story.approved();
    await story.suspend(story.admin(), 'cancelled');
    await story.take('proposeLift', story.admin(1), 'A mistake');
    await story.rename('Another name');
    await story.take('confirmLift', story.admin(2));
    await story.take('claim', story.admin());
    await story.decide(story.admin(), 'approved');
    await story.take('archive', story.tutor);
    await story.take('reopen', story.tutor);
  },
};

async function recordApprovals(): Promise<void> {
  const stage = await ApprovalStage.open();
  try {
    for (const [name, tell] of Object.entries(APPROVALS)) {
      const file = path.join(FOLDER, `${name}.json`);
      if (existsSync(file)) continue;
      const story = await stage.tutor();
      await tell(story);
      await story.settled();
      writeFileSync(file, `${historyToJSON(await story.handle.fetchHistory())}\n`);
      console.log(name);
    }
  } finally {
    await stage.close();
  }
}

const CLOSINGS: Readonly<Record<string, (stage: ClosingStage) => Promise<ClosingStory>>> = {
  'closing-erased': async (stage) => (await stage.student()).erased(),
  'closing-withdrawn': async (stage) => {
    const story = await stage.student();
    await story.ask();
    await story.withdraw();
    await story.handle.result();
    return story;
  },
};

async function recordClosings(): Promise<void> {
  const stage = await ClosingStage.open();
  try {
    for (const [name, tell] of Object.entries(CLOSINGS)) {
      const file = path.join(FOLDER, `${name}.json`);
      if (existsSync(file)) continue;
      const story = await tell(stage);
      writeFileSync(file, `${historyToJSON(await story.handle.fetchHistory())}\n`);
      console.log(name);
    }
  } finally {
    await stage.close();
  }
}

async function main(): Promise<void> {
  await recordApprovals();
  await recordClosings();
  const stage = await Stage.open();
  try {
    for (const [name, tell] of Object.entries(STORIES)) {
      const file = path.join(FOLDER, `${name}.json`);
      if (existsSync(file)) continue;
      const story = await tell(stage);
      await story.ends();
      // a string already: JSON.stringify of a history cannot be read back
      writeFileSync(file, `${historyToJSON(await story.handle.fetchHistory())}\n`);
      console.log(name);
    }
  } finally {
    await stage.close();
  }
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
