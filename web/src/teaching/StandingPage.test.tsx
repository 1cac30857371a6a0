import type { ApprovalView } from '@stoa/contracts/http/approvals';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { cleanup, fireEvent, screen, waitFor } from '@testing-library/react';
import { ApiProblem } from '../client/problem';
import * as sending from '../client/send';
import { renderPart } from '../ui/testing';
import { StandingActions } from './StandingActions';
import { nextOf } from './standingWay';

jest.mock('../client/send', () => ({ send: jest.fn() }));
jest.mock('./asks', () => ({
  teachingAsks: {
    takeStep: (step: string, version: number, key: string) => ({ step, version, key }),
    appeal: (version: number, words: string, key: string) => ({ step: 'appeal', version, words, key }),
  },
}));
interface Sent {
  readonly step: string;
  readonly version: number;
  readonly key: string;
  readonly words?: string;
}
const sent: Sent[] = [];
let answer: () => unknown = () => null;
jest.mocked(sending.send).mockImplementation((ask) => {
  sent.push(ask as unknown as Sent);
  return Promise.resolve().then(answer);
});

const NOTHING = { tutorId: 't1', version: 4, state: 'incomplete', missing: [], verdicts: [], listed: false };
const marked = { item: 'headline', verdict: 'changes_needed', current: true };
const show = (actions: string[], more: object = {}) =>
  renderPart(
    <QueryClientProvider client={new QueryClient()}>
      <StandingActions view={{ ...NOTHING, ...more, actions } as unknown as ApprovalView} />
    </QueryClientProvider>,
  );
const ways = () => screen.getAllByRole('link').map((one) => [one.textContent, one.getAttribute('href')]);
const press = (name: string) => fireEvent.click(screen.getByRole('button', { name }));

describe('what a tutor may do about their approval', () => {
  beforeEach(() => {
    sent.length = 0;
    answer = () => ({ actions: [], version: 5 });
  });

  it('offers what the server offers, and nothing where it offers nothing', () => {
    show([]);
    expect(screen.queryByRole('button')).toBeNull();
    show(['archive', 'submit']);
    expect(screen.getAllByRole('button').map((one) => one.textContent)).toEqual(['Hand in', 'Archive the profile']);
  });

  it('leads on where no step is open: to what lacks, to what was marked, to the page that students see', () => {
    show([], { missing: ['hours', 'photo'] });
    expect(ways()).toEqual([['Go on with your profile', '/teaching/hours']]);
    cleanup();
    show(['appeal'], { state: 'rejected', verdicts: [{ ...marked, item: 'photo', current: false }, marked] });
    expect(ways()).toEqual([['Correct what is marked', '/teaching/profile?step=about']]);
    cleanup();
    show(['archive'], { state: 'approved', listed: true });
    expect(ways()).toEqual([['See your page', '/tutors/t1']]);
  });

  it('says that students find a tutor only where they do', () => {
    const next = (more: object) => nextOf({ ...NOTHING, state: 'approved', ...more } as unknown as ApprovalView);
    expect(next({ listed: true, payoutsEnabled: true })).toBe('approved');
    expect(next({ payoutsEnabled: false })).toBe('unpaid');
    expect(next({ payoutsEnabled: true })).toBe('hidden');
    expect([next({ state: 'incomplete' }), next({ state: 'incomplete', missing: ['photo'] })]).toEqual([
      'ready',
      'incomplete',
    ]);
  });

  it('leads nowhere else while the profile can be handed in', () => {
    show(['submit', 'appeal'], { state: 'rejected', verdicts: [marked] });
    expect(screen.queryByRole('link')).toBeNull();
  });

  it('sends the same key again after a lost answer: a profile is handed in once', async () => {
    answer = () => {
      throw new ApiProblem({ type: '', title: '', status: 0, code: 'unreachable' });
    };
    show(['submit']);
    press('Hand in');
    fireEvent.click(await screen.findByRole('button', { name: 'Try again' }));
    await waitFor(() => expect(sent).toHaveLength(2));
    expect(sent[1]).toEqual(sent[0]);
    expect(sent[0]).toMatchObject({ step: 'submit', version: 4 });
  });

  it('keeps the words of an appeal when it is refused', async () => {
    answer = () => {
      throw new ApiProblem({ type: '', title: '', status: 409, code: 'approval_state_conflict' });
    };
    show(['appeal']);
    press('Appeal');
    const words = await screen.findByLabelText('What you want to say');
    fireEvent.change(words, { target: { value: 'My licence is the newer one.' } });
    press('Send the appeal');
    expect(await screen.findByText('That step is not open any more')).toBeTruthy();
    expect((words as HTMLTextAreaElement).value).toBe('My licence is the newer one.');
  });
});
