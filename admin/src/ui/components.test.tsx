import { act, fireEvent, render, screen, within } from '@testing-library/react';
import type { ActionView, TimelineEntry } from '@stoa/contracts/http/bookings';
import { LIGHT } from '@stoa/contracts/design/tokens';
import { theme } from 'antd';
import { learnClock } from '../clock';
import { ProblemError } from '../refine/client';
import { buildBooking } from '../testing';
import { antdTheme } from '../theme/antd';
import { PersonContext } from '../words';
import { ActionBar } from './ActionBar';
import { Deadline } from './Deadline';
import { Money } from './Money';
import { Postings, sumsOf } from './Postings';
import { Problem } from './Problem';
import { debitOf } from './side';
import { StatusBadge } from './StatusBadge';
import { Timeline, useOpenEntries } from './Timeline';
import { When } from './When';

const eur = (amountMinor: number) => ({ amountMinor, currency: 'EUR' });
const inBerlin = (node: React.ReactNode) =>
  render(<PersonContext value={{ locale: 'en', zone: 'Europe/Berlin' }}>{node}</PersonContext>);

beforeEach(() => learnClock('2026-11-24T16:00:00.000Z'));

describe('Money', () => {
  it('signs both sides in books of account', () => {
    inBerlin(
      <>
        <Money of={eur(2400)} isSigned />
        <Money of={eur(-50)} isSigned />
        <Money of={eur(0)} isSigned />
      </>,
    );
    expect(document.body.textContent).toBe('+€24.00−€0.50€0.00');
  });
});

describe('When', () => {
  it('shows the reader’s clock first and the others’ beside it, only where it differs', () => {
    inBerlin(
      <When
        at="2026-11-24T18:00:00Z"
        end="2026-11-24T18:50:00Z"
        others={[
          { name: 'Ana', zone: 'Europe/Kyiv' },
          { name: 'Ben', zone: 'Europe/Rome' },
        ]}
      />,
    );
    expect(document.body.textContent).toContain('Today, 19:00–19:50 your time');
    expect(document.body.textContent).toContain('Kyiv · 20:00 for Ana');
    expect(document.body.textContent).not.toContain('Ben');
  });

  it('warns where two clocks are about to shift apart', () => {
    learnClock('2026-03-20T12:00:00.000Z');
    inBerlin(<When at="2026-03-30T12:00:00Z" others={[{ name: 'Kenji', zone: 'Asia/Tokyo' }]} />);
    expect(document.body.textContent).toContain('Clocks change before this lesson');
  });
});

describe('Deadline', () => {
  const parties = buildBooking();
  const view = {
    kind: 'answer' as const,
    at: '2026-11-24T18:14:00.000Z',
    by: 'tutor' as const,
    sentence: { code: 'deadline.from.a.newer.server', values: {} },
  };

  it('counts from Stoa’s clock, wherever this computer’s stands', () => {
    inBerlin(<Deadline view={view} parties={parties} />);
    expect(document.querySelector('.countdown')?.textContent).toBe('in 2 h 14 min');
    act(() => learnClock('2026-11-24T18:20:00.000Z'));
    expect(document.querySelector('.countdown')?.textContent).toBe('due now');
  });

  it('says who acts and what happens otherwise, naming both parties', () => {
    inBerlin(<Deadline view={view} parties={parties} />);
    expect(document.body.textContent).toContain('waits for the tutor');
    expect(document.body.textContent).toContain(
      'Ana Kovalenko answers by 19:14 today, or Sofia Marques gets €24.00 back.',
    );
  });
});

describe('StatusBadge', () => {
  it('has a word and an icon, and shows a status of a newer server as it is', () => {
    const { container } = render(
      <>
        <StatusBadge status="settled" />
        <StatusBadge status="rescheduling" />
      </>,
    );
    expect(container.textContent).toBe('Settledrescheduling');
    expect(container.querySelectorAll('svg')).toHaveLength(2);
  });
});

describe('ActionBar', () => {
  const action = (over: Partial<ActionView>): ActionView => ({
    action: 'cancel',
    allowed: true,
    primary: false,
    dangerous: true,
    refusal: null,
    until: null,
    url: null,
    ...over,
  });

  it('puts the dangerous one last and does only what the server allows', () => {
    const acted = jest.fn();
    const refused = action({ allowed: false, refusal: 'staff_limit_exceeded' });
    render(<ActionBar actions={[refused, action({ action: 'retry', dangerous: false })]} onAct={acted} busy={null} />);
    const [first, last] = screen.getAllByRole('button');
    expect(first?.textContent).toBe('Try what is owed again');
    fireEvent.click(last as HTMLElement);
    expect(acted).not.toHaveBeenCalled();
    const remark = document.getElementById(last?.getAttribute('aria-describedby') ?? '');
    expect(remark?.textContent).toBe('That is above your limit. Ask a colleague with a higher limit.');
  });
});

describe('an action that has to wait', () => {
  it('says from when, and leads to its page once it may', () => {
    const join: ActionView = {
      action: 'join',
      allowed: false,
      primary: false,
      dangerous: false,
      refusal: null,
      until: '2026-11-24T17:50:00.000Z',
      url: null,
    };
    const { rerender } = inBerlin(<ActionBar actions={[join]} onAct={() => undefined} busy={null} />);
    expect(document.body.textContent).toContain('possible from 18:50 today');
    const open = { ...join, allowed: true, url: 'https://meet.example/1' };
    rerender(<ActionBar actions={[open]} onAct={() => undefined} busy={null} />);
    expect(screen.getByRole('link').getAttribute('href')).toBe('https://meet.example/1');
  });
});

describe('Postings', () => {
  it('never adds two currencies together', () => {
    expect(
      sumsOf([
        { account: 'a', amount: eur(5) },
        { account: 'b', amount: { amountMinor: 5, currency: 'GBP' } },
        { account: 'c', amount: eur(-5) },
      ]),
    ).toEqual([eur(0), { amountMinor: 5, currency: 'GBP' }]);
  });

  it('shows the sum, and marks one that is not zero: money would be missing', () => {
    render(<Postings caption="settled" postings={[{ account: 'booking_escrow:1', amount: eur(2400) }]} />);
    const sum = screen.getByText('Sum').closest('tr');
    expect(sum?.textContent).toContain('+€24.00');
    expect(sum?.className).toContain('terracotta');
  });
});

describe('balances', () => {
  it('stand in the books on the side of their account, so that they add up', () => {
    const balances = [
      ['provider_clearing', 2689],
      ['processing_fees', 111],
      ['tutor_payable:1', 2240],
      ['commission_revenue', 560],
    ] as const;
    const debits = balances.map(([account, minor]) => ({ account, amount: debitOf(account, eur(minor)) }));
    expect(debits.map(({ amount }) => amount.amountMinor)).toEqual([2689, 111, -2240, -560]);
    expect(sumsOf(debits)).toEqual([eur(0)]);
  });
});

describe('Timeline', () => {
  const entry: TimelineEntry = {
    id: '1',
    at: '2026-11-24T15:00:00.000Z',
    type: 'accept',
    actor: 'tutor',
    actorName: 'Ana Kovalenko',
    sentence: { code: 'event.accept', values: { tutor: 'Ana Kovalenko', amount: eur(2400) } },
    reason: 'The pencil was ready',
    state: buildBooking().state,
    money: [],
    postings: [
      { account: 'provider_clearing', amount: eur(2400) },
      { account: 'card_authorized:1', amount: eur(-2400) },
    ],
    policyHash: null,
    provider: { kind: 'payment_intent', id: 'pi_1' },
  };

  function Opening() {
    const { open, toggle } = useOpenEntries([entry]);
    return <Timeline entries={[entry]} open={open} onToggle={toggle} />;
  }

  it('opens an entry down to postings that add up and the provider’s object', () => {
    inBerlin(<Opening />);
    const item = within(screen.getByRole('listitem'));
    expect(screen.getByRole('listitem').textContent).toContain(
      'Ana Kovalenko accepted. €24.00 is held for this lesson.',
    );
    expect(screen.getByText('The pencil was ready').tagName).toBe('BLOCKQUOTE');
    expect(screen.queryByText('provider_clearing')).toBeNull();
    const more = item.getByRole('button', { name: /Postings/ });
    fireEvent.click(more);
    expect(more.getAttribute('aria-expanded')).toBe('true');
    expect(item.getByText('Sum').closest('tr')?.textContent).toContain('€0.00');
    expect(item.getByText('pi_1')).toBeTruthy();
  });
});

describe('Problem', () => {
  it('has three parts and the number to tell us', () => {
    const error = new ProblemError({ type: '', title: 'x', status: 500, code: 'internal', instance: 'req-7' });
    const { container } = render(<Problem error={error} />);
    expect(container.textContent).toContain('Something went wrong on our side');
    expect(container.textContent).toContain('no money moved without its booking');
    expect(container.textContent).toContain('Request req-7');
  });

  it('shows the API’s own words for a code it does not know', () => {
    const error = new ProblemError({ type: '', title: 'Too loud', status: 409, code: 'too_loud', next: 'Whisper.' });
    expect(render(<Problem error={error} />).container.textContent).toContain('Too loud Whisper.');
  });
});

describe('the theme', () => {
  it('gives antd the tokens as they are, not shades of its own', () => {
    const { colorPrimary, colorError, colorBorder, colorTextLightSolid } = theme.getDesignToken(
      antdTheme('light', false),
    );
    expect([colorPrimary, colorError, colorBorder, colorTextLightSolid]).toEqual([
      LIGHT.aegean,
      LIGHT.terracotta,
      LIGHT.edge,
      LIGHT.onColour,
    ]);
  });
});
