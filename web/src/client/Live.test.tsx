import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { act, screen, waitFor } from '@testing-library/react';
import { NewsLine } from '../ui/NewsLine';
import { dressed, renderPart } from '../ui/testing';
import { useMe } from '../session/useMe';
import { Live } from './Live';
import { keys } from './queries';
import { send } from './send';

const heard = new Map<string, (change?: object) => void>();
const socket = {
  active: true,
  on: (name: string, listener: (change?: object) => void) => heard.set(name, listener),
  connect: jest.fn(),
  close: jest.fn(),
};
jest.mock('socket.io-client', () => ({ io: () => socket }));
jest.mock('./send', () => ({ send: jest.fn(), renew: jest.fn() }));
jest.mock('../session/useMe', () => ({ useMe: jest.fn() }));
const signedIn = (accessEndsAt: string) =>
  jest.mocked(useMe).mockReturnValue({ me: { id: 't1', accessEndsAt }, pending: false } as never);

const AT = '2026-11-24T16:10:00.000Z';
const STANDING = [keys.approval, keys.visibility, keys.payouts];

async function open() {
  heard.clear();
  signedIn('first');
  const client = new QueryClient();
  for (const key of STANDING) client.setQueryData(key, { version: 1 });
  const page = () => (
    <QueryClientProvider client={client}>
      <Live>
        <NewsLine />
      </Live>
    </QueryClientProvider>
  );
  const { rerender } = renderPart(page());
  await waitFor(() => expect(heard.has('payoutsChanged')).toBe(true));
  const old = () => STANDING.filter((key) => client.getQueryState(key)?.isInvalidated);
  return { client, old, page, rerender };
}
const tell = (name: string, change?: object) =>
  act(() => {
    heard.get(name)!(change);
    return Promise.resolve();
  });

describe('the live connection', () => {
  beforeEach(() => {
    socket.active = true;
    socket.connect.mockClear();
  });

  // Loss prevented: a tutor waits before a page that says "not yet" although the company has said yes.
  it('makes everything about a tutor’s standing old when payouts change, and says so', async () => {
    const { old } = await open();
    expect(old()).toEqual([]);
    await tell('payoutsChanged', { tutorId: 't1', event: 'enabled', at: AT });
    expect(old()).toEqual(STANDING);
    expect(
      screen.getByRole('link', { name: 'Your earnings can be paid out now · just now' }).getAttribute('href'),
    ).toBe('/teaching');
  });

  // Loss prevented: both wait before "not yet" although both have written.
  it('makes what shows reviews old when one changes, and leads to what was said of the lesson', async () => {
    const { client } = await open();
    const mine = [...keys.reviews, 'mine', 'student', 'about'];
    const theirs = { id: 'r1', publishesAt: AT, removedUnder: null };
    const people = { student: { name: 'Robin Reed' }, tutor: { id: 't2', name: 'Aurelia Brandt' } };
    client.setQueryData(mine, {});
    jest.mocked(send).mockResolvedValue({ id: 'b1', ...people, reviews: { mine: null, write: null, theirs } });
    await tell('reviewChanged', { bookingId: 'b1', reviewId: 'r1', event: 'published', at: AT });
    const link = await screen.findByRole('link', { name: 'Aurelia’s review of your lesson can be read · just now' });
    expect(link.getAttribute('href')).toBe('/bookings/b1#reviews');
    expect(client.getQueryState(mine)?.isInvalidated).toBe(true);
  });

  it('asks for everything anew whenever it comes back: what was missed is not sent after it', async () => {
    const { old } = await open();
    await tell('connect');
    expect(old()).toEqual(STANDING);
    expect(screen.queryByRole('link')).toBeNull();
  });

  it('that the server has ended opens again for whoever signs in again over the page, and for nobody before', async () => {
    const { page, rerender } = await open();
    socket.active = false;
    rerender(dressed(page()));
    expect(socket.connect).not.toHaveBeenCalled();
    signedIn('later');
    rerender(dressed(page()));
    await waitFor(() => expect(socket.connect).toHaveBeenCalledTimes(1));
  });
});
