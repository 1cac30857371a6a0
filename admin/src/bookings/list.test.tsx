import { act, fireEvent, screen, waitFor } from '@testing-library/react';
import { answerWith, BOOKING_ID, buildRow, problem, renderPage } from '../testing';
import { BookingList } from './list';

const ASKED = '2026-11-24T16:00:00.000Z';
const page = (items = [buildRow()], nextCursor: string | null = null) => ({ body: { items, nextCursor, asOf: ASKED } });
const address = () => screen.getByTestId('address').textContent;

describe('the list of bookings', () => {
  it('asks exactly what the address says', async () => {
    const sent = answerWith(() => page());
    renderPage(<BookingList />, '/?session=REQUESTED&payment=AUTHORIZED&sort=startsAt&q=ana');
    await screen.findByText('B-7KX4M2Q5');
    expect(Object.fromEntries(sent[0]?.query ?? [])).toEqual({
      q: 'ana',
      session: 'REQUESTED',
      payment: 'AUTHORIZED',
      sort: 'startsAt',
      limit: '25',
    });
  });

  it('writes a filter into the address, and takes it out again', async () => {
    answerWith(() => page());
    renderPage(<BookingList />, '/?cursor=c7');
    await screen.findByText('B-7KX4M2Q5');
    fireEvent.click(screen.getByLabelText('Needs attention'));
    expect(address()).toBe('/?needsAttention=true');
    expect(screen.getByRole('link', { name: 'Needs attention' }).getAttribute('aria-current')).toBe('page');
    fireEvent.click(screen.getByLabelText('Needs attention'));
    expect(address()).toBe('/');
  });

  it('goes to the next page and back by cursor', async () => {
    const sent = answerWith(({ query }) =>
      query.get('cursor') === 'c2' ? page([buildRow({ code: 'B-SECOND00' })]) : page([buildRow()], 'c2'),
    );
    renderPage(<BookingList />);
    fireEvent.click(await screen.findByRole('button', { name: 'Next' }));
    await screen.findByText('B-SECOND00');
    expect(address()).toBe('/?cursor=c2');
    expect(sent.at(-1)?.query.get('cursor')).toBe('c2');
    expect(screen.queryByRole('button', { name: 'Next' })).toBeNull();
    fireEvent.click(screen.getByRole('button', { name: 'Previous' }));
    await screen.findByText('B-7KX4M2Q5');
    expect(address()).toBe('/');
  });

  it('moves from row to row by j and k, with the focus', async () => {
    const two = [buildRow(), buildRow({ id: BOOKING_ID.replace('1', '2'), code: 'B-SECOND00' })];
    answerWith(() => page(two));
    renderPage(<BookingList />);
    await screen.findByText('B-SECOND00');
    const press = (key: string) => act(() => void fireEvent.keyDown(document.body, { key }));
    press('j');
    press('j');
    expect(document.activeElement?.textContent).toBe('B-SECOND00');
    press('k');
    expect(document.activeElement?.textContent).toBe('B-7KX4M2Q5');
  });

  it('explains an empty answer and offers the way out', async () => {
    answerWith(() => page([]));
    renderPage(<BookingList />, '/?q=nobody');
    await screen.findByText('No booking matches');
    fireEvent.click(screen.getAllByRole('button', { name: 'Clear filters' })[0] as HTMLElement);
    await waitFor(() => expect(address()).toBe('/'));
    await screen.findByText('No bookings yet');
  });

  it('says what failed and asks again when told to', async () => {
    let tries = 0;
    answerWith(() => ((tries += 1) === 1 ? problem(500, 'internal') : page()));
    renderPage(<BookingList />);
    await screen.findByText('Something went wrong on our side');
    fireEvent.click(screen.getByRole('button', { name: 'Try again' }));
    await screen.findByText('B-7KX4M2Q5');
    expect(screen.queryByRole('alert')).toBeNull();
  });
});
