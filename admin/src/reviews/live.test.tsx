/** Protects: whoever moderates sees what is reported meanwhile, and is not called for what is only written. */
import { permissionsFor } from '@stoa/domain/permissions';
import { act, render, screen, waitFor } from '@testing-library/react';
import { App, createQueryClient } from '../App';
import { answerWith, BOOKING_ID } from '../testing';

const heard = new Map<string, (change: object) => void>();
jest.mock('socket.io-client', () => ({
  io: () => ({
    on: (name: string, listener: (change: object) => void) => heard.set(name, listener),
    close: () => undefined,
    connected: true,
  }),
}));

const AT = '2026-11-24T16:00:00.000Z';
const ME = {
  ...{ id: BOOKING_ID, name: 'Mara Lind', email: 'mara@stoa.example', zone: 'Europe/Berlin', locale: 'en' },
  ...{ currency: 'EUR', roles: ['support'], actingAs: 'support', permissions: permissionsFor('support') },
  ...{ impersonatedBy: null, emailVerified: true, mustEnrolTotp: false, accessEndsAt: AT },
};
const REVIEW = {
  ...{ id: 'r1', of: 'tutor', subject: 'Portuguese', stars: 1, text: 'Lives in Oak Street 5.', edited: false },
  ...{ author: { name: 'Sofia', former: false }, about: { name: 'Ana', former: false }, reply: null },
  ...{ authorId: 's', aboutId: 't', bookingId: BOOKING_ID, publishedAt: AT, writtenAt: AT, waitingSince: AT },
  ...{ published: true, removedUnder: null, reports: [] },
};
const tell = (event: string, reviewId: string) =>
  act(() => heard.get('reviewChanged')!({ bookingId: BOOKING_ID, reviewId, event, at: AT }));

describe('the list of reviews, while it is open', () => {
  it('fetches anew what it shows, offers what is reported meanwhile, and leaves out what is only written', async () => {
    const asked = answerWith(({ path }) => ({
      body: path === '/me' ? ME : { items: [REVIEW], nextCursor: null, asOf: AT },
    }));
    const lists = () => asked.filter(({ path }) => path.startsWith('/staff/reviews')).length;
    window.history.pushState({}, '', '/reviews');
    render(<App queryClient={createQueryClient()} />);
    await screen.findByText(/Oak Street/);
    const before = lists();
    tell('removed', 'r1');
    await waitFor(() => expect(lists()).toBe(before + 1));
    tell('written', 'r2');
    expect(screen.queryByText(/since you looked/)).toBeNull();
    tell('reported', 'r2');
    expect(await screen.findByText('1 has changed since you looked · show')).toBeTruthy();
  });
});
