/** Protects: who opens their reviews finds what they can still do, and reads of each where it stands. */
import type { DueReviewView, MyReviewView } from '@stoa/contracts/http/reviews';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { cleanup, fireEvent, screen, waitFor } from '@testing-library/react';
import { ApiProblem } from '../client/problem';
import { type Carried, sendingTo } from '../client/testing';
import { renderPart, textOf } from '../ui/testing';
import { MyReviews } from './MyReviews';

interface Page {
  readonly items: readonly unknown[];
  readonly nextCursor: string | null;
}
interface Query {
  readonly group?: string;
  readonly cursor?: string;
}
type Answer = (path: string, query: Query) => Page | ApiProblem;
const asked: string[] = [];
let answer: Answer;
jest.mock('../client/send', () => ({ send: (ask: never) => sendingTo(answered)(ask) }));
function answered(method: string, path: string, { params }: Carried): Promise<unknown> {
  const query: Query = params?.query ?? {};
  asked.push([method, path, query.group, query.cursor].filter(Boolean).join(' '));
  const given = answer(path, query);
  return given instanceof ApiProblem ? Promise.reject(given) : Promise.resolve({ ...given, asOf: ASOF });
}
jest.mock('../session/useMe', () => ({ useMe: () => ({ me: null, pending: false }) }));

const ASOF = '2326-11-24T16:05:00.000Z';
const LATER = '2326-12-01T16:05:00.000Z';
const ROBIN = { name: 'Robin Reed', former: false };
const AURELIA = { name: 'Aurelia', former: false };
const written = (more: Partial<MyReviewView> = {}): MyReviewView => ({
  ...{ id: 'r1', bookingId: 'b1', of: 'tutor', subject: 'Mathematics', author: ROBIN, about: AURELIA, stars: 4 },
  ...{ text: 'Calm and clear.', writtenAt: ASOF, publishedAt: ASOF, publishesAt: ASOF, published: true },
  ...{ edited: false, reply: null, removedUnder: null, actions: [], asOf: ASOF },
  ...more,
});
const about = (more: Partial<MyReviewView> = {}): MyReviewView =>
  written({ ...{ id: 'r2', of: 'student', author: AURELIA, about: ROBIN, text: 'Good questions.' }, ...more });
const due: DueReviewView = {
  ...{ bookingId: 'b9', subject: 'French', startsAt: ASOF, endsAt: ASOF, until: LATER, withTheirs: false },
  about: { id: 't', name: 'Faro', zone: 'Europe/Lisbon', avatarUrl: null },
};
const NONE: Page = { items: [], nextCursor: null };
const page = (...items: readonly unknown[]): Page => ({ items, nextCursor: null });
interface Lists {
  readonly due?: Page;
  readonly about?: Page;
  readonly written?: Page;
}
const lists =
  (given: Lists): Answer =>
  (path, { group }) =>
    (path.endsWith('/due') ? given.due : group === 'about' ? given.about : given.written) ?? NONE;

function show(acting: 'student' | 'tutor' = 'student') {
  const client = new QueryClient({ defaultOptions: { queries: { retry: false }, mutations: { retry: false } } });
  return renderPart(
    <QueryClientProvider client={client}>
      <MyReviews acting={acting} />
    </QueryClientProvider>,
  ).container;
}
const part = (name: string) => screen.findByRole('region', { name });

beforeEach(() => {
  asked.length = 0;
  window.sessionStorage.clear();
});

describe('one’s own reviews', () => {
  it('are what can still be written, what is written about one, and what one wrote, each with its lesson', async () => {
    answer = lists({ due: page(due), about: page(about()), written: page(written()) });
    show();
    expect(textOf(await part('Still to review'))).toContain('French with Faro');
    expect(textOf(await part('About you'))).toContain('Good questions.');
    const mine = await part('Written by you');
    expect(textOf(mine)).toContain('Everybody who looks at Aurelia’s page can read it');
    const link = screen.getAllByRole('link', { name: 'Mathematics with Aurelia' })[0];
    expect(link?.getAttribute('href')).toBe('/bookings/b1#reviews');
  });

  it('say of each where it stands: still blind, removed under a rule, or changeable until when', async () => {
    const edit = { action: 'edit' as const, until: LATER, starsFixed: false };
    answer = lists({
      written: page(
        written({ id: 'a', published: false, publishesAt: LATER, actions: [edit] }),
        written({ id: 'b', stars: null, text: null, removedUnder: 'spam' }),
      ),
    });
    show();
    const text = textOf(await part('Written by you'));
    expect(text).toContain('Only you see this. Aurelia sees it after writing a review too, or Wed 1 Dec, 16:05.');
    expect(text).toContain('Change it');
    expect(text).toContain('Removed: it was advertising');
  });

  it('say where they would stand when there are none, and nothing of it while that is not known', async () => {
    answer = lists({});
    show();
    expect(await screen.findByText('No reviews yet')).toBeTruthy();
    cleanup();
    answer = lists({ written: page(written()) });
    show();
    expect(screen.queryByText('No reviews yet')).toBeNull();
    expect(textOf(await part('About you'))).toContain('or after 7 days');
    expect(screen.queryByRole('region', { name: 'Still to review' })).toBeNull();
  });

  it('go on behind the last one, and lose nothing when the next page fails', async () => {
    const rest = page(written({ id: 'z', text: 'The oldest.' }));
    let fails = true;
    answer = (path, { group, cursor }) => {
      if (path.endsWith('/due') || group === 'about') return NONE;
      if (cursor === undefined) return { items: [written()], nextCursor: 'next' };
      const refusal = new ApiProblem({ type: 'about:blank', title: '', status: 503, code: 'temporarily_unavailable' });
      return fails ? refusal : rest;
    };
    show();
    fireEvent.click(await screen.findByRole('button', { name: 'Show more' }));
    await screen.findByRole('alert');
    expect(screen.getByText('Calm and clear.')).toBeTruthy();
    fails = false;
    fireEvent.click(screen.getByRole('button', { name: /again/i }));
    await screen.findByText('The oldest.');
    expect(screen.getByText('Calm and clear.')).toBeTruthy();
    expect(asked.at(-1)).toBe('GET /me/reviews written next');
    expect(screen.queryByRole('button', { name: 'Show more' })).toBeNull();
  });

  it('are answered where they stand, and the list asked for anew', async () => {
    const actions = [{ action: 'reply' as const, until: null, starsFixed: false }];
    answer = lists({ about: page(about({ actions })) });
    show();
    fireEvent.click(await screen.findByRole('button', { name: 'Reply' }));
    fireEvent.change(screen.getByLabelText('Your reply'), { target: { value: 'Thank you.' } });
    const reply = { text: 'Thank you.', at: ASOF };
    answer = lists({ about: page(about({ reply })) });
    fireEvent.click(screen.getByRole('button', { name: 'Send the reply' }));
    const region = await part('About you');
    await waitFor(() => expect(textOf(region)).toContain('Robin Reed answers'));
    await waitFor(() => expect(textOf(region)).toContain('Your reply is published.'));
    expect(asked).toContain('POST /reviews/{reviewId}/reply');
  });
});
