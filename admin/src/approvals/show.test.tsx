import type { StaffApprovalView } from '@stoa/contracts/http/approvals';
import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { learnClock } from '../clock';
import { answerWith, problem, renderPage, type Sent } from '../testing';
import { ApprovalShow } from './show';

const TUTOR = '0193a000-0000-7200-8000-000000000001';
const NOW = '2026-11-24T16:00:00.000Z';

function buildApproval(over: Partial<StaffApprovalView> = {}): StaffApprovalView {
  const items = ['photo', 'headline', 'description'] as const;
  return {
    tutorId: TUTOR,
    state: 'under_review',
    version: 4,
    listed: false,
    payoutsEnabled: true,
    hiddenUntil: null,
    checklist: [{ item: 'hours', required: true, done: true, has: 5, needs: 1, where: 'hours' }],
    missing: [],
    review: {
      id: '0193a000-0000-7900-8000-000000000001',
      kind: 'application',
      items: [...items],
      submittedAt: '2026-11-24T10:00:00.000Z',
      promisedBy: '2026-11-25T10:00:00.000Z',
      escalated: false,
    },
    verdicts: [],
    suspension: null,
    actions: ['release', 'approve', 'reject'],
    timeline: [],
    asOf: NOW,
    tutor: { id: TUTOR, name: 'Ana Kovalenko', zone: 'Europe/Kyiv', avatarUrl: null, country: 'UA' },
    profile: {
      headline: 'Portuguese, slowly',
      description: 'I teach.',
      languages: [{ language: 'pt', level: 'native' }],
      subjects: [],
    },
    itemVersions: {
      photo: 'p1',
      name: 'n1',
      headline: 'h1',
      description: 'd1',
      subjects: 's1',
      languages: 'l1',
      education: 'e1',
      certificates: 'c1',
    },
    changedItems: [],
    claim: null,
    liftProposedBy: null,
    strikes: [],
    ...over,
  };
}

const isDecision = ({ path }: Sent) => path === `/staff/approvals/${TUTOR}/decide`;

/** The page of a tutor whose answer can move between two looks. */
async function open(first: StaffApprovalView, decide: (sent: Sent) => { status?: number; body?: unknown }) {
  learnClock(NOW);
  sessionStorage.clear();
  const town = { approval: first };
  const sent = answerWith((one) => (isDecision(one) ? decide(one) : { body: town.approval }));
  renderPage(<ApprovalShow />, `/approvals/${TUTOR}`, '/approvals/:id');
  await screen.findByRole('heading', { name: 'Ana Kovalenko' });
  return { sent, town };
}

const part = (name: string) => within(screen.getByRole('link', { name }).closest('li') as HTMLElement);
const press = (key: string) =>
  fireEvent.keyDown(document.activeElement === null ? document.body : document.activeElement, { key });

describe('judging a profile', () => {
  it('is done by j, k, a and c alone', async () => {
    const { sent } = await open(buildApproval(), () => ({ body: buildApproval() }));
    for (const key of ['j', 'a', 'j', 'a', 'j', 'c']) press(key);
    expect(part('Photo').getByText('✓ Good').closest('button')?.getAttribute('aria-pressed')).toBe('true');
    expect(part('Description').getByText('✎ Needs a change').closest('button')?.getAttribute('aria-pressed')).toBe(
      'true',
    );
    expect(screen.getByRole('button', { name: 'Ask for 1 change' })).toBeTruthy();
    expect(sent.some(isDecision)).toBe(false);
  });

  it('asks for every verdict and for what is wrong before anything is sent', async () => {
    const { sent } = await open(buildApproval(), () => ({ body: buildApproval() }));
    fireEvent.click(part('Photo').getByText('Needs a change'));
    fireEvent.click(screen.getByRole('button', { name: 'Ask for 1 change' }));
    expect(part('Photo').getByText('Choose what is wrong.')).toBeTruthy();
    expect(sent.some(isDecision)).toBe(false);
  });

  it('sends each verdict with the version that was looked at', async () => {
    const { sent } = await open(buildApproval(), () => ({ body: buildApproval({ state: 'approved' }) }));
    for (const name of ['Photo', 'Headline', 'Description']) fireEvent.click(part(name).getByText('Good'));
    fireEvent.click(screen.getByRole('button', { name: 'Approve the profile' }));
    await screen.findByText('Ana Kovalenko is approved.');
    expect(sent.find(isDecision)?.body).toEqual({
      version: 4,
      overall: 'approved',
      note: null,
      verdicts: [
        { item: 'photo', version: 'p1', verdict: 'approved', reason: null, note: null },
        { item: 'headline', version: 'h1', verdict: 'approved', reason: null, note: null },
        { item: 'description', version: 'd1', verdict: 'approved', reason: null, note: null },
      ],
    });
  });

  it('loses no note when the tutor changed a part meanwhile: shows what moved, and takes that verdict back alone', async () => {
    const { town } = await open(buildApproval(), () => problem(409, 'profile_changed'));
    for (const name of ['Photo', 'Headline', 'Description']) fireEvent.click(part(name).getByText('Good'));
    fireEvent.change(screen.getByLabelText('In all'), { target: { value: 'Nearly there.' } });
    town.approval = buildApproval({
      version: 5,
      itemVersions: { ...buildApproval().itemVersions, headline: 'h2' },
    });
    fireEvent.click(screen.getByRole('button', { name: 'Approve the profile' }));
    await screen.findByText('The tutor changed: headline.');
    expect(screen.getByLabelText<HTMLTextAreaElement>('In all').value).toBe('Nearly there.');
    expect(part('Headline').getByText('Good').closest('button')?.getAttribute('aria-pressed')).toBe('false');
    expect(part('Photo').getByText('✓ Good')).toBeTruthy();
    expect(part('Headline').getByRole('alert').textContent).toContain('Look again');
  });

  it('lets a colleague read along and judge nothing', async () => {
    const claim = { by: '0193a000-0000-7100-8000-000000000009', until: '2026-11-24T16:20:00.000Z' };
    await open(buildApproval({ actions: [], claim }), () => ({ body: {} }));
    expect(screen.getByText(/In a colleague’s hand/)).toBeTruthy();
    await waitFor(() => expect(part('Photo').getByText('Good').closest('button')?.disabled).toBe(true));
    expect(screen.queryByRole('button', { name: 'Approve the profile' })).toBeNull();
  });
});
