/** Protects: lessons of other people that would be cancelled, and money returned, without whoever does it having seen them. */
import type { StaffApprovalView } from '@stoa/contracts/http/approvals';
import { fireEvent, screen, waitFor } from '@testing-library/react';
import { learnClock } from '../clock';
import { answerWith, BOOKING_ID, problem, renderPage, type Sent } from '../testing';
import { ApprovalShow } from './show';
import { buildApproval, NOW, TUTOR } from './testing';
import type { Preview } from './acts';

const eur = (amountMinor: number) => ({ amountMinor, currency: 'EUR' });
const lesson = {
  bookingId: BOOKING_ID,
  code: 'B-7KX4M2Q5',
  session: 'SCHEDULED',
  startsAt: '2026-11-27T18:00:00.000Z',
  student: { id: TUTOR, name: 'Sofia Marques' },
  returned: eur(2400),
};
const preview = (lessons = [lesson]): Preview => ({
  version: 4,
  lessons,
  count: lessons.length,
  returned: lessons.length === 0 ? [] : [eur(2400 * lessons.length)],
  asOf: NOW,
});
const approved = (over: Partial<StaffApprovalView> = {}) =>
  buildApproval({ state: 'approved', review: null, actions: ['suspend'], ...over });
const isStep = ({ method }: Sent) => method === 'POST';

async function open(
  approval: StaffApprovalView,
  seen: () => Preview,
  step: (sent: Sent) => { status?: number; body?: unknown },
) {
  learnClock(NOW);
  const sent = answerWith((one) => {
    if (isStep(one)) return step(one);
    return { body: one.path.endsWith('/suspension') ? seen() : approval };
  });
  renderPage(<ApprovalShow />, `/approvals/${TUTOR}`, '/approvals/:id');
  await screen.findByRole('heading', { name: 'Ana Kovalenko' });
  return sent;
}
const press = (name: string | RegExp) => fireEvent.click(screen.getByRole('button', { name }));
const why = (text: string) => fireEvent.change(screen.getByLabelText('Reason'), { target: { value: text } });

describe('suspending a tutor', () => {
  it('shows the lessons and the money first, and does nothing before their fate and a reason are chosen', async () => {
    const sent = await open(approved(), preview, () => ({ body: approved({ state: 'suspended' }) }));
    press('Suspend…');
    await screen.findByText('1 lesson to come');
    expect(screen.getByRole('link', { name: 'B-7KX4M2Q5' })).toBeTruthy();
    why('Several complaints');
    expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Suspend' }).disabled).toBe(true);
    fireEvent.click(screen.getByLabelText('Cancel all of them and return everything: €24.00'));
    press('Suspend and cancel 1 lesson');
    await waitFor(() => expect(screen.queryByLabelText('Reason')).toBeNull());
    expect(sent.filter(isStep).map(({ body }) => body)).toEqual([
      { version: 4, reason: 'Several complaints', bookings: 'cancelled', lessons: 1 },
    ]);
  });

  it('needs no choice where there are no lessons, but a reason', async () => {
    const sent = await open(
      approved(),
      () => preview([]),
      () => ({ body: approved() }),
    );
    press('Suspend…');
    await screen.findByText('There are no lessons to come.');
    press('Suspend');
    expect(screen.getByText('Say why, in a sentence.')).toBeTruthy();
    expect(sent.some(isStep)).toBe(false);
  });

  it('shows the new list when the lessons changed meanwhile, keeps the reason, and does nothing by itself', async () => {
    let lessons = [lesson];
    const sent = await open(
      approved(),
      () => preview(lessons),
      () => problem(409, 'quote_changed'),
    );
    press('Suspend…');
    fireEvent.click(await screen.findByLabelText('Keep them'));
    why('Several complaints');
    lessons = [lesson, { ...lesson, bookingId: TUTOR, code: 'B-SECOND00' }];
    press('Suspend');
    await screen.findByText('2 lessons to come');
    expect(screen.getByRole('alert').textContent).toContain('this is the list now');
    expect(screen.getByLabelText<HTMLTextAreaElement>('Reason').value).toBe('Several complaints');
    expect(sent.filter(isStep)).toHaveLength(1);
  });
});

describe('lifting a suspension', () => {
  const suspended = (over: Partial<StaffApprovalView>) =>
    approved({ state: 'suspended', actions: ['confirmLift'], ...over });

  it('takes two: it says who proposed it, so that somebody else confirms', async () => {
    const liftProposedBy = { id: BOOKING_ID, name: 'Sunniva' };
    const sent = await open(suspended({ liftProposedBy }), preview, () => problem(403, 'second_person_required'));
    expect(screen.getByText('Proposed by Sunniva: whoever proposes does not confirm.')).toBeTruthy();
    press('Lift the suspension');
    await screen.findByRole('alert');
    expect(sent.find(isStep)?.path).toBe(`/staff/approvals/${TUTOR}/confirmLift`);
  });
});
