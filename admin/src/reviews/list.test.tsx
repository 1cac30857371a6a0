import { fireEvent, screen, waitFor } from '@testing-library/react';
import { answerWith, BOOKING_ID, problem, renderPage, type Sent } from '../testing';
import { ReviewList } from './list';
import type { ReviewRow } from './row';

const REVIEW = '0193a000-0000-7a00-8000-000000000001';
const AT = '2026-11-24T16:00:00.000Z';

function buildReview(over: Partial<ReviewRow> = {}): ReviewRow {
  return {
    id: REVIEW,
    of: 'tutor',
    subject: 'Portuguese',
    author: { name: 'Sofia Marques', former: false },
    about: { name: 'Ana Kovalenko', former: false },
    stars: 1,
    text: 'Lives in Oak Street 5.',
    publishedAt: AT,
    edited: false,
    reply: null,
    removedUnder: null,
    bookingId: BOOKING_ID,
    authorId: '0193a000-0000-7100-8000-000000000001',
    aboutId: '0193a000-0000-7200-8000-000000000001',
    writtenAt: AT,
    published: true,
    reports: [
      {
        reporterId: '0193a000-0000-7200-8000-000000000001',
        rule: 'personal_data',
        reason: 'It names my street',
        at: AT,
      },
    ],
    waitingSince: AT,
    ...over,
  };
}

const isJudged = ({ method }: Sent) => method === 'POST';
async function open(
  judge: (sent: Sent) => { status?: number; body?: unknown },
  review = buildReview(),
  at = '/reviews',
) {
  const sent = answerWith((one) =>
    isJudged(one) ? judge(one) : { body: { items: [review], nextCursor: null, asOf: AT } },
  );
  renderPage(<ReviewList />, at, '/reviews');
  fireEvent.click(await screen.findByText(new RegExp(review.text ?? 'Stars alone')));
  return sent;
}
/** By what is written on it: asking for roles takes a page of antd's a second each time. */
const button = (name: string) =>
  screen.getByText(name, { selector: 'button span' }).closest('button') as HTMLButtonElement;
const press = (name: string) => fireEvent.click(button(name));
const why = (text: string) => fireEvent.change(screen.getByLabelText('Reason'), { target: { value: text } });

describe('moderating reviews', () => {
  it('shows what was said against it, and leads to the booking and both people', async () => {
    await open(() => ({}));
    expect(screen.getByText('It names my street')).toBeTruthy();
    expect(screen.getByText('The booking').getAttribute('href')).toBe(`/bookings/${BOOKING_ID}`);
    expect(screen.getByText('Ana Kovalenko, as tutor')).toBeTruthy();
  });

  it('removes under a rule that everybody reads: without one, or without a reason, nothing is sent', async () => {
    const sent = await open(() => ({ status: 204 }));
    press('Remove…');
    const confirm = () => button('Remove the review');
    expect(confirm().disabled).toBe(true);
    fireEvent.mouseDown(screen.getByLabelText('Rule that it breaks'));
    fireEvent.click(screen.getByText('Tells personal data', { selector: '.ant-select-item-option-content' }));
    fireEvent.click(confirm());
    expect(screen.getByText('Say why, in a sentence.')).toBeTruthy();
    expect(sent.some(isJudged)).toBe(false);
    why(' her address ');
    fireEvent.click(confirm());
    await waitFor(() => expect(screen.queryByLabelText('Reason')).toBeNull());
    expect(sent.find(isJudged)).toMatchObject({
      path: `/staff/reviews/${REVIEW}/remove`,
      body: { rule: 'personal_data', reason: 'her address' },
    });
  });

  it('keeps the reason when somebody else was quicker, and says so', async () => {
    await open(() => problem(409, 'review_removed'));
    press('Let it stand…');
    why('an opinion');
    press('Let it stand');
    await screen.findByRole('alert');
    expect(screen.getByLabelText<HTMLTextAreaElement>('Reason').value).toBe('an opinion');
  });

  it('offers nothing to do to one that is removed, and says under which rule', async () => {
    await open(() => ({}), buildReview({ removedUnder: 'spam', reports: [] }));
    expect(screen.getByText('Removed under the rule: Advertises')).toBeTruthy();
    expect(screen.queryByText('Remove…')).toBeNull();
  });

  it('asks the server for what the address says, and nothing it does not know', async () => {
    const sent = await open(() => ({}), buildReview(), '/reviews?group=all&of=tutor&stars=1&state=published&q=oak&x=1');
    expect(Object.fromEntries(sent[0]?.query ?? [])).toEqual({
      ...{ group: 'all', of: 'tutor', stars: '1', state: 'published', q: 'oak', sort: 'since', limit: '25' },
    });
    expect(screen.getByText('One star').getAttribute('href')).toBe('/reviews?group=all&of=tutor&stars=1&sort=-since');
  });
});
