import type { TimelineEntry } from '@stoa/contracts/http/bookings';
import { screen } from '@testing-library/react';
import { EmptyState } from './EmptyState';
import { QuoteCard } from './QuoteCard';
import { Bar, Skeleton } from './Skeleton';
import { renderPart, textOf } from './testing';
import { Timeline } from './Timeline';

const eur = (amountMinor: number) => ({ amountMinor, currency: 'EUR' });
const ASOF = '2326-11-25T17:00:00.000Z';

describe('QuoteCard', () => {
  it('shows what each gets, the rule, the steps in order and how long it holds', () => {
    renderPart(
      <QuoteCard
        title="Cancel this lesson?"
        lines={[
          { label: 'Ana gets', amount: eur(960) },
          { label: 'Back to you', amount: eur(1200), total: true },
        ]}
        rule="Half comes back."
        steps={{ title: 'Steps', items: ['first', 'second'] }}
        holds={{ until: '2326-11-25T17:04:30.000Z', asOf: ASOF, of: 'amounts' }}
      />,
    );
    const card = screen.getByRole('region', { name: 'Cancel this lesson?' });
    expect(textOf(card.querySelector('dl'))).toBe('Ana gets€9.60Back to you€12.00');
    expect(screen.getAllByRole('listitem').map((item) => textOf(item))).toEqual(['first', 'second']);
    expect(textOf(card)).toContain('These amounts hold for 4:30 more.');
  });
});

const entry = (more: Partial<TimelineEntry>): TimelineEntry => ({
  id: '1',
  at: '2326-11-25T16:00:00.000Z',
  type: 'accept',
  actor: 'tutor',
  actorName: 'Ana',
  sentence: { code: 'event.accept', values: { tutor: 'Ana', amount: eur(2400) } },
  state: { session: 'SCHEDULED', outcome: null, payment: 'AUTHORIZED', dispute: 'NONE' },
  reason: null,
  money: [{ label: 'captured', amount: eur(2400) }],
  postings: null,
  policyHash: null,
  provider: null,
  ...more,
});

describe('Timeline', () => {
  it('says what happened, when, by whom, and which money moved', () => {
    renderPart(<Timeline items={[entry({})]} asOf={ASOF} />);
    expect(textOf(screen.getByRole('listitem'))).toBe(
      'Ana accepted. €24.00 is held for this lesson.16:00 todayby AnaTaken from the card€24.00',
    );
  });

  it.each([
    ['clock', 'by the clock'],
    ['bank', 'by the bank'],
    ['support', 'by our support'],
  ] as const)('names the actor %s', (actor, words) => {
    renderPart(<Timeline items={[entry({ actor, actorName: 'Olena' })]} asOf={ASOF} />);
    expect(textOf(screen.getByRole('listitem'))).toContain(words);
    expect(textOf(screen.getByRole('listitem'))).not.toContain('Olena');
  });

  it('repeats the reason that whoever acted gave', () => {
    renderPart(<Timeline items={[entry({ reason: 'I am ill' })]} asOf={ASOF} />);
    expect(textOf(screen.getByRole('listitem').querySelector('blockquote'))).toBe('I am ill');
  });

  it('opens the books only where the server sent them', () => {
    const { container, unmount } = renderPart(<Timeline items={[entry({})]} asOf={ASOF} />);
    expect(container.querySelector('details')).toBeNull();
    unmount();
    const postings = [{ account: 'booking_escrow:1', amount: eur(-2400) }];
    const opened = renderPart(<Timeline items={[entry({ postings })]} asOf={ASOF} />);
    expect(textOf(opened.container.querySelector('details'))).toBe('Booksbooking_escrow:1−€24.00');
  });
});

describe('EmptyState', () => {
  it('says what is missing and what to do', () => {
    renderPart(
      <EmptyState title="No lessons yet" help="Choose a tutor." headingLevel={1}>
        <a href="/">Find a tutor</a>
      </EmptyState>,
    );
    expect(screen.getByRole('heading', { level: 1, name: 'No lessons yet' })).toBeTruthy();
    expect(screen.getByRole('link', { name: 'Find a tutor' })).toBeTruthy();
  });
});

describe('Skeleton', () => {
  it('tells screen readers once that it loads, and nothing of its bars', () => {
    renderPart(
      <Skeleton>
        <Bar />
        <Bar chars={40} as="lead" />
      </Skeleton>,
    );
    const status = screen.getByRole('status');
    expect(status.getAttribute('aria-busy')).toBe('true');
    expect(textOf(status)).toBe('Loading');
    expect(status.querySelectorAll('[aria-hidden=true] > span')).toHaveLength(2);
  });
});
