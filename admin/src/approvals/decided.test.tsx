import type { DecidedReviewView, PastReviewView } from '@stoa/contracts/http/decidedReviews';
import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { learnClock } from '../clock';
import { answerWith, problem, renderPage } from '../testing';
import { DecidedReviews } from './decided';
import { PastReview } from './past';
import { NOW, TUTOR } from './testing';

const REVIEW = '0193a000-0000-7900-8000-000000000002';
const ANN = { id: '0193a000-0000-7100-8000-000000000009', name: 'Ann' };

function buildDecided(over: Partial<DecidedReviewView> = {}): DecidedReviewView {
  return {
    id: REVIEW,
    tutor: { id: TUTOR, name: 'Ana Kovalenko', zone: 'Europe/Kyiv', avatarUrl: null },
    kind: 'application',
    items: ['photo', 'headline'],
    outcome: 'rejected',
    decidedAt: '2026-11-24T12:00:00.000Z',
    decidedBy: ANN,
    submittedAt: '2026-11-23T10:00:00.000Z',
    promisedBy: '2026-11-24T10:00:00.000Z',
    late: true,
    tookMinutes: 26 * 60,
    ...over,
  };
}
function openList(rows: readonly DecidedReviewView[], at = '/approvals/decided') {
  learnClock(NOW);
  const sent = answerWith(() => ({ body: { items: rows, nextCursor: null, asOf: NOW } }));
  renderPage(<DecidedReviews />, at, '/approvals/decided');
  return sent;
}

describe('the list of decided reviews', () => {
  it('says what came out, who decided and when, and leads to the review', async () => {
    openList([buildDecided(), buildDecided({ id: TUTOR, outcome: 'withdrawn', decidedBy: null, late: false })]);
    const row = within((await screen.findByRole('link', { name: 'Show only what Ann decided' })).closest('tr')!);
    expect(row.getByRole('link', { name: 'Ana Kovalenko' }).getAttribute('href')).toBe(`/approvals/decided/${REVIEW}`);
    for (const text of ['Changes asked for', 'after the promised time']) expect(row.getByText(text)).toBeTruthy();
    const other = within(screen.getByText('Nobody').closest('tr')!);
    for (const text of ['Ended without a verdict', 'in time']) expect(other.getByText(text)).toBeTruthy();
  });

  it('says of an appeal against a suspension what became of the suspension', async () => {
    const appeal: Partial<DecidedReviewView> = { kind: 'appeal', items: [] };
    openList([buildDecided(appeal), buildDecided({ ...appeal, id: TUTOR, outcome: 'approved' })]);
    expect(await screen.findByText('The suspension stands')).toBeTruthy();
    expect(screen.getByText('Lifting proposed')).toBeTruthy();
  });

  it('is asked as its address says, days as instants of the reader, and what it does not know is left out', async () => {
    const sent = openList(
      [buildDecided()],
      `/approvals/decided?reviewer=${ANN.id}&outcome=rejected&from=2026-11-24&late=true`,
    );
    await screen.findByText('Decided by: Ann');
    expect(Object.fromEntries(sent[0]!.query)).toEqual({
      reviewer: ANN.id,
      outcome: 'rejected',
      from: '2026-11-24T00:00:00.000Z',
      sort: '-decidedAt',
      limit: '25',
    });
  });

  it('goes from a reviewer’s name to what they decided, and from there to everybody’s', async () => {
    openList([buildDecided()]);
    fireEvent.click(await screen.findByRole('link', { name: 'Show only what Ann decided' }));
    const address = () => screen.getByTestId('address').textContent;
    expect(address()).toBe(`/approvals/decided?reviewer=${ANN.id}`);
    fireEvent.click(screen.getByLabelText('Show everybody’s decisions'));
    await waitFor(() => expect(address()).toBe('/approvals/decided'));
  });

  it('stands beside the open ones', async () => {
    openList([]);
    await screen.findByText('Nothing is decided yet');
    const states = within(screen.getByRole('navigation', { name: 'State of the reviews' }));
    expect(states.getByRole('link', { name: 'Open' }).getAttribute('href')).toBe('/approvals');
    expect(states.getByRole('link', { name: 'Decided' }).getAttribute('aria-current')).toBe('page');
  });
});

function buildPast(over: Partial<PastReviewView> = {}): PastReviewView {
  const verdict = { reason: null, note: null, current: true, at: NOW } as const;
  return {
    ...buildDecided(),
    changedItems: [],
    verdicts: [
      { ...verdict, item: 'photo', verdict: 'changes_needed', reason: 'unclear', note: 'It is dark', current: false },
      { ...verdict, item: 'headline', verdict: 'approved' },
    ],
    appeal: null,
    note: 'Nearly there',
    asOf: NOW,
    ...over,
  };
}

describe('a decided review', () => {
  it('is read: each verdict with its words, what is not there any more, and nothing to press', async () => {
    learnClock(NOW);
    answerWith(() => ({ body: buildPast({ items: ['photo', 'headline', 'languages'] }) }));
    renderPage(<PastReview />, `/approvals/decided/${REVIEW}`, '/approvals/decided/:id');
    const part = within((await screen.findByText('Photo')).closest('li')!);
    for (const text of ['✎ Needs a change: Not clear', 'It is dark', 'The tutor has changed this since.'])
      expect(part.getByText(text)).toBeTruthy();
    expect(screen.getByText('✓ Good')).toBeTruthy();
    expect(within(screen.getByText('Languages').closest('li')!).getByText('Not judged')).toBeTruthy();
    expect(screen.getByText('Nearly there')).toBeTruthy();
    const pressed = screen.getAllByRole('button').map((one) => one.getAttribute('aria-label') ?? one.textContent);
    expect(pressed.filter((name) => !name?.startsWith('Copy'))).toEqual([]);
    expect(screen.getByRole('link', { name: 'The profile as it stands now' }).getAttribute('href')).toBe(
      `/approvals/${TUTOR}`,
    );
  });

  it('that is still open or unknown says so', async () => {
    answerWith(() => problem(404, 'not_found'));
    renderPage(<PastReview />, `/approvals/decided/${REVIEW}`, '/approvals/decided/:id');
    expect(await screen.findByRole('alert')).toBeTruthy();
  });
});
