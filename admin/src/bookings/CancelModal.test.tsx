import { act, fireEvent, screen, waitFor } from '@testing-library/react';
import { learnClock } from '../clock';
import { answerWith, BOOKING_ID, buildBooking, buildQuote, problem, renderPage, type Sent } from '../testing';
import { CancelModal } from './CancelModal';

const ASKED = '2026-11-24T16:00:00.000Z';
const half = { studentReceives: { amountMinor: 1200, currency: 'EUR' }, token: 'quote-2' };
const isCancel = ({ path }: Sent) => path === `/staff/bookings/${BOOKING_ID}/cancel`;

async function open(answer: (sent: Sent) => { status?: number; body?: unknown }, quote = {}) {
  learnClock(ASKED);
  const done = jest.fn();
  const sent = answerWith((one) => (isCancel(one) ? answer(one) : { body: buildQuote(quote) }));
  renderPage(<CancelModal booking={buildBooking()} onClose={() => undefined} onDone={done} />);
  await screen.findByText('Sofia Marques gets back');
  return { sent, done };
}

const say = (reason: string) => fireEvent.change(screen.getByLabelText('Reason'), { target: { value: reason } });
const press = (name: RegExp) => fireEvent.click(screen.getByRole('button', { name }));

describe('CancelModal', () => {
  it('repeats the quoted amount on the button that moves it', async () => {
    await open(() => ({ body: buildBooking() }));
    expect(screen.getByRole('button', { name: 'Cancel and return €24.00' })).toBeTruthy();
  });

  it('does not pretend to return anything where nothing comes back', async () => {
    await open(() => ({ body: buildBooking() }), { studentReceives: { amountMinor: 0, currency: 'EUR' } });
    expect(screen.getByRole('button', { name: 'Cancel, nothing to return' })).toBeTruthy();
  });

  it('refuses without a reason and sends nothing', async () => {
    const { sent } = await open(() => ({ body: buildBooking() }));
    say('   ');
    press(/Cancel and return/);
    expect(screen.getByText('Say why, in a sentence.')).toBeTruthy();
    expect(screen.getByLabelText('Reason').getAttribute('aria-invalid')).toBe('true');
    expect(sent.some(isCancel)).toBe(false);
  });

  it('acts on the quote that was shown and tells where the money goes', async () => {
    const { sent, done } = await open(() => ({ body: buildBooking({ status: 'cancelled' }) }));
    say(' the tutor is ill ');
    press(/Cancel and return/);
    await waitFor(() => expect(done).toHaveBeenCalledWith('Cancelled. €24.00 goes back to Sofia Marques.'));
    expect(sent.find(isCancel)?.body).toEqual({ quoteToken: 'quote-1', reason: 'the tutor is ill' });
  });

  it('says that the bank confirms where the refund is only decided', async () => {
    const { done } = await open(() => ({ body: buildBooking({ pendingMove: 'cancel' }) }));
    say('ill');
    press(/Cancel and return/);
    await waitFor(() =>
      expect(done).toHaveBeenCalledWith('Cancelled; the card company is confirming the refund of €24.00.'),
    );
  });

  it('shows a changed quote, keeps the reason, and acts on the new amount only after a second press', async () => {
    const { sent, done } = await open(({ body }) =>
      (body as { quoteToken: string }).quoteToken === 'quote-1'
        ? problem(409, 'quote_changed', { quote: buildQuote(half) })
        : { body: buildBooking() },
    );
    say('ill');
    press(/Cancel and return €24/);
    await screen.findByRole('button', { name: 'Cancel and return €12.00' });
    expect(screen.getByRole('alert').textContent).toContain('Nothing was done');
    expect(done).not.toHaveBeenCalled();
    press(/Cancel and return €12/);
    await waitFor(() => expect(done).toHaveBeenCalled());
    const [first, second] = sent.filter(isCancel);
    expect(second?.body).toEqual({ quoteToken: 'quote-2', reason: 'ill' });
    expect(second?.headers.get('Idempotency-Key')).not.toBe(first?.headers.get('Idempotency-Key'));
  });

  it('sends the same key again when the outcome was unknown, so that nothing is cancelled twice', async () => {
    let tries = 0;
    const { sent, done } = await open(() =>
      (tries += 1) === 1 ? problem(503, 'outcome_unknown') : { body: buildBooking() },
    );
    say('ill');
    press(/Cancel and return/);
    await screen.findByText(/We are not sure yet/);
    press(/Cancel and return/);
    await waitFor(() => expect(done).toHaveBeenCalled());
    const keys = sent.filter(isCancel).map(({ headers }) => headers.get('Idempotency-Key'));
    expect(keys[0]).toBeTruthy();
    expect(keys[1]).toBe(keys[0]);
  });

  it('offers to work the amounts out again once they are no longer valid', async () => {
    await open(() => ({ body: buildBooking() }));
    act(() => learnClock('2026-11-24T16:10:01.000Z'));
    expect(await screen.findByRole('button', { name: 'Work it out again' })).toBeTruthy();
    expect(screen.queryByRole('button', { name: /Cancel and return/ })).toBeNull();
  });
});
