import fc from 'fast-check';

import { isLegal } from '../domain/legal';
import { HOUR_MS, MINUTE_MS } from '../domain/policies';
import { codeOf, Stage, type Story } from '../test/harness/bookingStory';

type Place = 'hold' | 'asked' | 'scheduled' | 'active' | 'ended' | 'settled' | 'off';
type Step = 'pay' | 'accept' | 'decline' | 'cancelAsStudent' | 'cancelAsTutor' | 'wait' | 'loseAnswers';

/** The story as anybody would tell it: where each step leads, and nothing where it is refused. */
const MODEL: Readonly<Record<Place, Partial<Record<Step, Place>>>> = {
  hold: { pay: 'asked', cancelAsStudent: 'off', wait: 'off' },
  asked: { accept: 'scheduled', decline: 'off', cancelAsStudent: 'off', wait: 'off' },
  scheduled: { cancelAsStudent: 'off', cancelAsTutor: 'off', wait: 'active' },
  active: { wait: 'ended' },
  ended: { wait: 'settled' },
  settled: {},
  off: {},
};
const SESSIONS: Readonly<Record<Place, readonly string[]>> = {
  hold: ['REQUESTED'],
  asked: ['REQUESTED'],
  scheduled: ['SCHEDULED'],
  active: ['ACTIVE'],
  ended: ['ENDED'],
  settled: ['ENDED'],
  off: ['CANCELLED', 'EXPIRED'],
};

const steps = fc.array(
  fc.constantFrom<Step>(
    'pay',
    'accept',
    'accept',
    'decline',
    'cancelAsStudent',
    'cancelAsTutor',
    'wait',
    'loseAnswers',
  ),
  { minLength: 3, maxLength: 9 },
);

describe('any sequence of steps', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await Stage.open();
  });
  afterAll(() => stage?.close());

  async function wait(story: Story, place: Place): Promise<void> {
    const { answerBy } = await story.row();
    const { startsAt, endsAt } = story.input;
    if (place === 'hold') return story.skip(16 * MINUTE_MS);
    if (place === 'asked') return story.skipTo(answerBy ?? 0);
    if (place === 'scheduled') return story.skipTo(startsAt);
    if (place === 'active') return story.skipTo(endsAt + 5 * MINUTE_MS);
    if (place === 'ended') return story.skipTo(endsAt + 72 * HOUR_MS);
  }

  function take(story: Story, step: Step): Promise<unknown> {
    if (step === 'accept') return story.accept();
    if (step === 'decline') return story.decline();
    return story.cancel(step === 'cancelAsTutor' ? 'tutor' : 'student', 10_000);
  }

  /** Whatever the card company did not answer at first, its retries have by now. */
  async function recover(story: Story): Promise<void> {
    if ((await story.row()).pending !== null) await story.skip(2 * MINUTE_MS);
    await story.until(async () => (await story.row()).pending === null);
  }

  async function tell(story: Story, sequence: readonly Step[]): Promise<Place> {
    let place: Place = 'hold';
    for (const step of sequence) {
      const next: Place | undefined = MODEL[place][step];
      if (step === 'loseAnswers') {
        stage.company.fail('capture', 'payment_outcome_unknown', { effect: true });
        stage.company.fail('refund', 'payment_outcome_unknown', { effect: true });
      } else if (step === 'pay') {
        if (place === 'hold') await story.pay();
      } else if (step === 'wait') {
        await wait(story, place);
      } else {
        const said = await codeOf(take(story, step));
        expect({ place, step, ok: said.startsWith('no refusal') }).toEqual({ place, step, ok: next !== undefined });
        await recover(story);
      }
      place = next ?? place;
      const at = place;
      await story.until(
        async () => SESSIONS[at].includes((await story.row()).session),
        () => story.stands(),
      );
    }
    return place;
  }

  async function finish(story: Story, place: Place): Promise<void> {
    if (place === 'hold' || place === 'asked') await story.skip(25 * HOUR_MS);
    await story.skipTo(story.input.endsAt + 80 * HOUR_MS).catch(() => undefined);
    await story.ends();
  }

  it('leads where the model says, ends, and leaves nobody’s money behind', async () => {
    await fc.assert(
      fc.asyncProperty(steps, async (sequence) => {
        const story = await stage.book();
        await story.pageOpen();
        const place = await tell(story, sequence);
        stage.company.heal();
        await finish(story, place);
        const row = await story.row();
        expect(isLegal(row)).toBe(true);
        const books = await story.books();
        expect(books['booking_escrow'] ?? 0).toBe(0);
        expect(books['card_authorized'] ?? 0).toBe(0);
        const { captured, refunded, status } = stage.company.paymentOf(story.id);
        const kept = (captured?.amountMinor ?? 0) - (refunded?.amountMinor ?? 0);
        expect(books['provider_clearing'] ?? 0).toBe(kept);
        expect(status).not.toBe('authorized');
        expect(kept).toBe(row.session === 'ENDED' ? 3000 : 0);
      }),
      { numRuns: 15, endOnFailure: true },
    );
  }, 60_000);
});
