import type { StaffApprovalView } from '@stoa/contracts/http/approvals';
import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { learnClock } from '../clock';
import { answerWith, problem, renderPage, type Sent } from '../testing';
import { ApprovalShow } from './show';
import { buildApproval, buildDocument, CERTIFICATE, NOW, TUTOR } from './testing';

const COLLEAGUE = { id: '0193a000-0000-7100-8000-000000000009', name: 'Sunniva' };
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

/** Picks from one of antd's lists. */
function choose(list: HTMLElement, option: string): void {
  fireEvent.mouseDown(list);
  fireEvent.click(screen.getByText(option, { selector: '.ant-select-item-option-content' }));
}

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

  it('keeps what was noted when the half hour ran out and a colleague took it', async () => {
    const { town } = await open(buildApproval(), () => problem(409, 'review_not_claimed'));
    fireEvent.click(part('Photo').getByText('Needs a change'));
    fireEvent.change(part('Photo').getByLabelText('Note to the tutor'), { target: { value: 'Too dark.' } });
    for (const name of ['Headline', 'Description']) fireEvent.click(part(name).getByText('Good'));
    fireEvent.change(screen.getByLabelText('In all'), { target: { value: 'Nearly there.' } });
    choose(part('Photo').getByLabelText('What is wrong'), 'Not clear');
    town.approval = buildApproval({
      version: 6,
      actions: [],
      claim: { by: COLLEAGUE, until: '2026-11-24T16:50:00.000Z' },
    });
    fireEvent.click(screen.getByRole('button', { name: 'Ask for 1 change' }));
    await screen.findByText(/Sunniva took it in hand, until/);
    expect(screen.getByText(/What you noted is kept in this tab until Sunniva/)).toBeTruthy();
    expect(screen.getByLabelText<HTMLTextAreaElement>('In all').value).toBe('Nearly there.');
    expect(part('Photo').getByLabelText<HTMLTextAreaElement>('Note to the tutor').value).toBe('Too dark.');
    expect(screen.queryByRole('button', { name: /Ask for|Approve/ })).toBeNull();
  });

  it('lets a colleague read along and judge nothing', async () => {
    const claim = { by: COLLEAGUE, until: '2026-11-24T16:20:00.000Z' };
    await open(buildApproval({ actions: [], claim }), () => ({ body: {} }));
    expect(screen.getByText(/In the hand of Sunniva, until/)).toBeTruthy();
    await waitFor(() => expect(part('Photo').getByText('Good').closest('button')?.disabled).toBe(true));
    expect(screen.queryByRole('button', { name: 'Approve the profile' })).toBeNull();
  });
});

describe('the papers beside the checklist', () => {
  const picture = buildDocument({ name: 'diploma.jpg', mediaType: 'image/jpeg' });
  const pdf = buildDocument({ fileId: '0193a000-0000-7d00-8000-000000000002', name: 'certificate.pdf' });
  const profile = {
    ...buildApproval().profile,
    education: [
      { institution: 'Lviv', degree: 'MSc', field: 'Maths', startYear: 2011, endYear: 2016, document: picture },
    ],
    certificates: [
      { ...CERTIFICATE, id: TUTOR, title: 'Old one', expiresOn: '2026-11-23', isNew: false, document: pdf },
      { ...CERTIFICATE, isNew: true, document: pdf },
    ],
  };
  const isLink = ({ path }: Sent) => path.endsWith('/link');
  async function openPapers(link: (sent: Sent) => { status?: number; body?: unknown }) {
    learnClock(NOW);
    sessionStorage.clear();
    const approval = buildApproval({
      profile,
      sinceApproval: { ...buildApproval().sinceApproval, headline: 'changed' },
    });
    const sent = answerWith((one) => (isLink(one) ? link(one) : { body: approval }));
    renderPage(<ApprovalShow />, `/approvals/${TUTOR}`, '/approvals/:id');
    await screen.findByText('MSc, Maths');
    return sent;
  }
  const linkOf = ({ path }: Sent) => ({
    body: { url: `/api/v1${path.replace('/link', '/content')}?grant=g`, expiresAt: NOW, asOf: NOW },
  });
  const show = (name: string) => fireEvent.click(screen.getAllByRole('button', { name: `Show ${name}` })[0]!);

  it('opens none by itself: every look is a line in the audit log', async () => {
    const sent = await openPapers(linkOf);
    expect(sent.filter(isLink)).toEqual([]);
    expect(document.querySelector('iframe, .document img')).toBeNull();
  });

  it('shows a picture in its place, larger on a click', async () => {
    await openPapers(linkOf);
    show('diploma.jpg');
    const img = await screen.findByAltText<HTMLImageElement>('Picture of the paper diploma.jpg');
    expect(img.getAttribute('src')).toBe(`/api/v1/files/${picture.fileId}/content?grant=g`);
    const zoom = screen.getByRole('button', { name: 'Show it larger' });
    fireEvent.click(zoom);
    expect(screen.getByRole('button', { name: 'Show the whole of it' }).getAttribute('aria-pressed')).toBe('true');
    fireEvent.click(screen.getByRole('button', { name: 'Hide diploma.jpg' }));
    await waitFor(() => expect(screen.queryByAltText('Picture of the paper diploma.jpg')).toBeNull());
  });

  it('shows a PDF in a frame, and the same in a tab of its own', async () => {
    await openPapers(linkOf);
    show('certificate.pdf');
    const frame = await screen.findByTitle('certificate.pdf');
    expect(frame.getAttribute('src')).toBe(`/api/v1/files/${pdf.fileId}/content?grant=g`);
    const tab = screen.getByRole('link', { name: 'In a tab of its own' });
    expect(tab.getAttribute('rel')).toBe('noopener noreferrer');
  });

  it('says why one does not open, and tries again', async () => {
    let isGone = true;
    await openPapers((one) => (isGone ? problem(404, 'file_not_found') : linkOf(one)));
    show('diploma.jpg');
    const refused = await screen.findByRole('alert');
    isGone = false;
    fireEvent.click(within(refused).getByText('Try again'));
    await screen.findByAltText('Picture of the paper diploma.jpg');
  });

  it('marks what changed since the approval, which certificate is new and which has expired', async () => {
    await openPapers(linkOf);
    expect(document.querySelector('#part-headline')?.textContent).toContain('changed since it was approved');
    const marks = [...document.querySelectorAll('#part-certificates li')].map((one) => one.textContent);
    expect(marks[0]).toMatch(/expired 23 Nov 2026.*expired/);
    expect(marks[0]).not.toContain('new');
    expect(marks[1]).toContain('A diploma new');
  });
});
