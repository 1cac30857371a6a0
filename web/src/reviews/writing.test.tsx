import type { BookingView } from '@stoa/contracts/http/bookings';
import type { MyReviewView, SessionReviewsView } from '@stoa/contracts/http/reviews';
import { QueryClient, QueryClientProvider, useInfiniteQuery } from '@tanstack/react-query';
import { cleanup, fireEvent, screen, waitFor } from '@testing-library/react';
import { ApiProblem } from '../client/problem';
import { type Carried, sendingTo } from '../client/testing';
import { renderPart, textOf } from '../ui/testing';
import { reviewQueries } from './queries';
import { SessionReviews } from './SessionReviews';
import { ToReview } from './ToReview';

interface Sent {
  readonly method: string;
  readonly path: string;
  readonly body: unknown;
}
const sent: Sent[] = [];
let refusal: ApiProblem | null = null;
jest.mock('../client/send', () => ({ send: (ask: never) => sendingTo(answered)(ask) }));
function answered(method: string, path: string, { body }: Carried): Promise<unknown> {
  sent.push({ method, path, body });
  return refusal ? Promise.reject(refusal) : Promise.resolve({});
}

const ASOF = '2326-11-24T16:05:00.000Z';
const LATER = '2326-12-01T16:05:00.000Z';
const problem = (code: string, status: number) => new ApiProblem({ type: 'about:blank', title: code, status, code });
const review = (more: Partial<MyReviewView> = {}): MyReviewView => ({
  id: 'r1',
  bookingId: 'b1',
  of: 'tutor',
  subject: 'Mathematics',
  author: { name: 'Robin', former: false },
  about: { name: 'Aurelia', former: false },
  stars: 4,
  text: 'Calm and clear.',
  writtenAt: ASOF,
  publishedAt: LATER,
  publishesAt: LATER,
  published: false,
  edited: false,
  reply: null,
  removedUnder: null,
  actions: [],
  asOf: ASOF,
  ...more,
});
const WRITE = { until: LATER, publishesAt: LATER, withTheirs: false };

function show(reviews: Partial<SessionReviewsView> | null, acting: 'student' | 'tutor' = 'student') {
  const whole = reviews && { write: null, mine: null, theirs: null, ...reviews };
  const people = { student: { id: 's', name: 'Robin Reed' }, tutor: { id: 't', name: 'Aurelia' } };
  const booking = { id: 'b1', asOf: ASOF, ...people, reviews: whole } as unknown as BookingView;
  const client = new QueryClient({ defaultOptions: { mutations: { retry: false } } });
  return renderPart(
    <QueryClientProvider client={client}>
      <SessionReviews booking={booking} acting={acting} />
    </QueryClientProvider>,
  ).container;
}
const stars = (n: number) => screen.getByRole<HTMLInputElement>('radio', { name: new RegExp(`^${n} stars?:`) });
const words = () => screen.getByLabelText<HTMLTextAreaElement>('In your words');
const type = (text: string) => fireEvent.change(words(), { target: { value: text } });
const press = (name: string) => fireEvent.click(screen.getByRole('button', { name }));

beforeEach(() => {
  sent.length = 0;
  refusal = null;
  window.sessionStorage.clear();
});

describe('writing a review', () => {
  it('is not offered where the server offers nothing', () => {
    expect(textOf(show(null))).toBe('');
  });

  it('asks for stars before anything is sent, beside them, and sends words and stars as one review', async () => {
    show({ write: WRITE });
    type('  We drew it twice.  ');
    press('Send the review');
    expect(sent).toEqual([]);
    expect(screen.getByText('Choose one to five stars.')).toBeTruthy();
    fireEvent.click(stars(5));
    press('Send the review');
    await waitFor(() => expect(textOf(screen.getByRole('status'))).toBe('Your review is kept.'));
    expect(sent).toMatchObject([{ method: 'POST', body: { stars: 5, text: 'We drew it twice.' } }]);
  });

  it('is five choices of one group, so that arrow keys move among them, each with its meaning', () => {
    show({ write: WRITE });
    const names = new Set([1, 2, 3, 4, 5].map((n) => stars(n).name));
    expect(names.size).toBe(1);
    expect(screen.getByRole('group', { name: 'How was the lesson with Aurelia?' })).toBeTruthy();
  });

  it('loses neither stars nor words to a refusal, a reload or an ended sign-in, and stays one review', async () => {
    refusal = problem('token_expired', 401);
    show({ write: WRITE });
    fireEvent.click(stars(3));
    type('Half of it was new.');
    press('Send the review');
    await screen.findByRole('alert');
    expect(words().value).toBe('Half of it was new.');
    cleanup();
    refusal = null;
    show({ write: WRITE });
    expect(words().value).toBe('Half of it was new.');
    expect(stars(3).checked).toBe(true);
    press('Send the review');
    await waitFor(() => expect(sent).toHaveLength(2));
    expect(sent[0]?.body).toEqual(sent[1]?.body);
    await waitFor(() => expect(window.sessionStorage).toHaveLength(0));
  });

  it('says who reads it when: blind, or at once where the other has written', () => {
    expect(textOf(show({ write: WRITE }))).toContain(
      'Nobody reads it before Aurelia has written too, or Wed 1 Dec, 16:05',
    );
    cleanup();
    expect(textOf(show({ write: { ...WRITE, withTheirs: true } }, 'tutor'))).toContain('Robin has written already');
  });
});

describe('my review', () => {
  const edit = (starsFixed: boolean) => [{ action: 'edit' as const, until: LATER, starsFixed }];

  it('says until when nobody else sees it, and until when it can be changed', () => {
    const text = textOf(show({ mine: review({ actions: edit(false) }) }));
    expect(text).toContain('Only you see this. Aurelia sees it after writing a review too, or Wed 1 Dec, 16:05.');
    expect(text).toContain('until Wed 1 Dec, 16:05');
  });

  it('cannot be changed when the server does not offer it', () => {
    show({ mine: review() });
    expect(screen.queryByRole('button')).toBeNull();
  });

  it('keeps its stars once it is published, and says why', async () => {
    show({ mine: review({ published: true, actions: edit(true) }) });
    press('Change it');
    expect(stars(5).matches(':disabled')).toBe(true);
    expect(screen.getByText(/the stars stay/)).toBeTruthy();
    type('Calm, clear, and funny.');
    press('Save the change');
    await waitFor(() =>
      expect(sent).toMatchObject([{ method: 'PUT', body: { stars: 4, text: 'Calm, clear, and funny.' } }]),
    );
  });

  it('that was removed is told with its rule and none of its words', () => {
    const text = textOf(show({ mine: review({ stars: null, text: null, removedUnder: 'insult' }) }));
    expect(text).toContain('Removed: it insulted somebody');
  });
});

describe('the other side’s review', () => {
  const theirs = review({ published: true, author: { name: 'Robin Reed', former: false } });
  const actions = (['reply', 'report'] as const).map((action) => ({ action, until: null, starsFixed: false }));

  it('is answered once, and not with nothing', async () => {
    show({ theirs: { ...theirs, actions } }, 'tutor');
    press('Reply');
    press('Send the reply');
    expect(sent).toEqual([]);
    fireEvent.change(screen.getByLabelText('Your reply'), { target: { value: 'Thank you.' } });
    press('Send the reply');
    await waitFor(() => expect(sent).toMatchObject([{ method: 'POST', body: { text: 'Thank you.' } }]));
  });

  it('is reported with a rule', async () => {
    show({ theirs: { ...theirs, actions } }, 'tutor');
    press('Report');
    const send = await screen.findAllByRole('button', { name: 'Report' });
    fireEvent.click(send.at(-1)!);
    expect(sent).toEqual([]);
    expect(screen.getByText('Choose one; it decides who looks at it.')).toBeTruthy();
    fireEvent.click(screen.getByLabelText('It tells personal data'));
    fireEvent.click(send.at(-1)!);
    await waitFor(() => expect(screen.getByText(/^Reported\./)).toBeTruthy());
    expect(sent).toMatchObject([{ path: '/reviews/{reviewId}/reports', body: { rule: 'personal_data' } }]);
  });
});

describe('lessons still to review', () => {
  it('lead to the form on their booking’s page, with whom they are about and until when', () => {
    const about = { id: 't', name: 'Aurelia', zone: 'Europe/Kyiv', avatarUrl: null };
    const one = {
      bookingId: 'b1',
      subject: 'Mathematics',
      startsAt: ASOF,
      endsAt: ASOF,
      about,
      until: LATER,
      withTheirs: true,
    };
    const client = new QueryClient({ defaultOptions: { queries: { staleTime: Infinity } } });
    const page = { items: [one], nextCursor: null, asOf: ASOF };
    client.setQueryData(reviewQueries.due('student').queryKey, { pages: [page], pageParams: [null] });
    const Due = () => <ToReview found={useInfiniteQuery(reviewQueries.due('student'))} />;
    renderPart(
      <QueryClientProvider client={client}>
        <Due />
      </QueryClientProvider>,
    );
    const link = screen.getByRole('link', { name: 'Mathematics with Aurelia' });
    expect(link.getAttribute('href')).toBe('/bookings/b1#reviews');
    expect(screen.getByText('until Wed 1 Dec, 16:05')).toBeTruthy();
    expect(screen.getByText(/^Aurelia has written already/)).toBeTruthy();
  });
});
