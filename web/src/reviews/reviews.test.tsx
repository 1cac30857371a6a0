import type { ReviewView } from '@stoa/contracts/http/reviews';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { renderPart, textOf } from '../ui/testing';
import { reviewQueries } from './queries';
import { TutorReviews } from './TutorReviews';

const ASOF = '2326-11-24T16:05:00.000Z';
const review = (more: Partial<ReviewView>): ReviewView => ({
  id: '1',
  of: 'tutor',
  subject: 'Mathematics',
  author: { name: 'Robin', former: false },
  stars: 4,
  text: 'Calm and clear.',
  publishedAt: '2326-11-20T16:05:00.000Z',
  edited: false,
  reply: null,
  removedUnder: null,
  ...more,
});

function show(items: ReviewView[], count = items.length) {
  const client = new QueryClient({ defaultOptions: { queries: { staleTime: Infinity } } });
  const rating = { count, average: count ? 4 : null, bayes: 4.41, prior: { stars: 4.5, weight: 5 } };
  const page = { items, nextCursor: null, rating, asOf: ASOF };
  client.setQueryData(reviewQueries.ofTutor('t').queryKey, { pages: [page], pageParams: [null] });
  const { container } = renderPart(
    <QueryClientProvider client={client}>
      <TutorReviews tutor={{ id: 't', name: 'Aurelia' }} />
    </QueryClientProvider>,
  );
  return container;
}

describe('the reviews of a tutor', () => {
  it('come with the average that lists sort by, how many it stands on, and what few reviews are averaged with', () => {
    const text = textOf(show([review({})]));
    expect(text).toContain('Rated 4.4 of 5, 4.41 review');
    expect(text).toContain('averaged with 5 of 4.5 stars');
    expect(text).toContain('4 of 5 stars');
  });

  it('say of a removed one only that it was, and under which rule', () => {
    const removed = review({ stars: null, text: null, removedUnder: 'spam' });
    const items = show([removed], 1).querySelectorAll('li');
    expect(textOf(items[0] ?? null)).toBe('Removed: it was advertising · Sat 20 Nov');
  });

  it('show the answer below what it answers, and who was erased without a name', () => {
    const answered = review({
      author: { name: 'A former student', former: true },
      reply: { text: 'Thank you.', at: ASOF },
    });
    const text = textOf(show([answered]));
    expect(text.indexOf('Calm and clear.')).toBeLessThan(text.indexOf('Aurelia answers'));
    expect(text).toContain('A former student');
  });

  it('are no zero stars where nobody has written', () => {
    const text = textOf(show([]));
    expect(text).toContain('Aurelia has no reviews yet.');
    expect(text).not.toContain('of 5');
  });
});
