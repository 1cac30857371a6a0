import { CURRENCIES, CURRENCY_TABLE_VERSION, type CurrencyCode, type CurrencyRow } from '../../domain/currency';
import { ACCOUNTS, LEDGER_EVENTS, postingsFor, type LedgerEvent, type LedgerEventKind } from '../../domain/ledger';
import { money, formatMoney } from '../../domain/money';
import { POLICIES } from '../../domain/policies';
import { code, page, table } from './markdown';

/** Amounts whose sums and differences cannot be mistaken for each other. */
const AMOUNT = 1_000;
const COMMISSION = 1;
const SYMBOLS: Readonly<Record<number, string>> = {
  [AMOUNT]: 'a',
  [COMMISSION]: 'c',
  [AMOUNT - COMMISSION]: '(a − c)',
};

function exampleOf(kind: LedgerEventKind, paid = false): LedgerEvent {
  return {
    kind,
    bookingId: '<booking>',
    studentId: '<student>',
    tutorId: '<tutor>',
    amount: money(AMOUNT, 'EUR'),
    commission: money(COMMISSION, 'EUR'),
    paid,
  };
}

function legsOf(event: LedgerEvent): string {
  return postingsFor(event)
    .map(({ account, amountMinor }) => {
      const symbol = SYMBOLS[Math.abs(amountMinor)] ?? String(amountMinor);
      return `${code(account)} ${amountMinor > 0 ? '+' : '−'}${symbol}`;
    })
    .join(', ');
}

function eventTable(): string {
  const kinds = Object.keys(LEDGER_EVENTS) as LedgerEventKind[];
  const rows = kinds.flatMap((kind) => {
    const { title, when, mirrors } = LEDGER_EVENTS[kind];
    const by = mirrors ? 'mirrors the card company' : 'with the move';
    const unpaid = legsOf(exampleOf(kind));
    const paid = legsOf(exampleOf(kind, true));
    const legs = paid === unpaid ? unpaid : `not paid out yet: ${unpaid} · paid out: ${paid}`;
    return [[code(kind), `**${title}**: ${when}`, legs, by]];
  });
  return table(['event', 'when', 'postings (+ debit, − credit)', 'posted'], rows);
}

function accountTable(): string {
  return table(
    ['account', 'kind', 'one per', 'may go below zero'],
    Object.entries(ACCOUNTS).map(([name, { type, per, mayGoNegative }]) => [
      code(per === null ? name : `${name}:<${per}>`),
      type,
      per ?? 'platform',
      mayGoNegative ? 'yes' : 'never',
    ]),
  );
}

const COLUMNS: readonly (readonly [string, (row: CurrencyRow) => number])[] = [
  ['smallest charge', (row) => row.smallestChargeMinor],
  ['compensation', (row) => row.compensationMinor],
  ['payout minimum', (row) => row.payoutMinimumMinor],
  ['support, a booking', (row) => row.supportPerBookingMinor],
  ['support, a day', (row) => row.supportPerDayMinor],
  ['admin, a booking', (row) => row.adminPerBookingMinor],
];

function currencyTable(): string {
  return table(
    ['currency', 'decimals', "Stripe's decimals", 'step', ...COLUMNS.map(([name]) => name), 'commission'],
    (Object.keys(CURRENCIES) as CurrencyCode[]).map((currency) => {
      const row = CURRENCIES[currency];
      const write = (minor: number): string => formatMoney(money(minor, currency), 'en-GB').replaceAll('\u00a0', ' ');
      const [second, third] = row.tierFromMinor.map(write);
      const [first, middle, last] = POLICIES.commissionTiersBps.map((bps) => `${bps / 100} %`);
      const tiers = `${first}; from ${second} ${middle}; from ${third} ${last}`;
      const amounts = COLUMNS.map(([, amountOf]) => write(amountOf(row)));
      return [
        code(currency),
        String(row.exponent),
        String(row.stripeExponent),
        String(row.stepMinor),
        ...amounts,
        tiers,
      ];
    }),
  );
}

/** How money is kept: events and their postings, accounts, currencies. */
export function moneyPage(): string {
  return page('Money', '`domain/ledger.ts` and `domain/currency.ts`', [
    'Amounts are whole minor units beside their currency, never floats and never two currencies in one sum. Every business event is one transaction of the double-entry ledger: its postings add up to zero per currency, which the database checks at commit, and rows are neither changed nor deleted.',
    'A quote shown before an action and the postings recorded after it come from one function (`domain/consequences.ts`).',
    '## Events',
    'a is the amount, c the commission on it: a × basis points ÷ 10 000, rounded down to the step. A leg of nothing is left out. What mirrors the card company is posted together with the payment’s or refund’s row, whoever hears of it first: webhook, sweep or the call itself.',
    eventTable(),
    '## Accounts',
    'The balance of a liability or revenue account is shown with its sign turned.',
    accountTable(),
    '## Currencies',
    `Version ${CURRENCY_TABLE_VERSION} of the table. A currency is switched on only when it has a row and the platform’s account settles in it. Prices, shares, fees, commissions and splits are rounded down to the step. The commission’s tier follows the tutor’s lifetime net earnings in that currency and is frozen when a lesson is booked.`,
    currencyTable(),
  ]);
}
