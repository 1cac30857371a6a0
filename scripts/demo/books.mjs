/** Timelines, postings and balances on paper, and whether they say what the story told. */
import { bold, columns, dim, line, money, ochre, olive, say, terracotta, time } from './paper.mjs';

const DEEDS = {
  book: 'asked for the lesson',
  authorize: 'reserved the money on the card',
  accept: 'accepted',
  decline: 'declined',
  cancel: 'cancelled',
  expireHold: 'ended the hold: nobody paid',
  expireRequest: 'ended the request: nobody answered',
  start: 'began the lesson',
  end: 'ended the lesson',
  settle: 'settled: nobody objected',
};
const WHO = { clock: 'the clock', provider: 'the card company', bank: 'the bank' };

/** What was told against what the API says. Everything is compared, the end counts. */
export class Told {
  failures = [];
  count = 0;

  same(what, expected, found) {
    this.count += 1;
    if (expected === found) return;
    const text = `${what}: told ${expected}, found ${found}`;
    this.failures.push(text);
    say(`    ${terracotta('✘')} ${text}`);
  }
}

const kindOf = (account) => account.split(':')[0];
/** Balances of liabilities and revenue are shown with their sign turned: what stands there is owed or earned. */
const isCredit = (kind) => /_(revenue|payable|escrow|wallet|promo|unearned|in_transit)$/.test(kind);
const debitOf = (kind, amountMinor) => (isCredit(kind) ? -amountMinor : amountMinor);

function event(entry, zone) {
  const who = entry.actorName ?? WHO[entry.actor] ?? entry.actor;
  const moved = entry.money.map(({ label, amount }) => `${label.replaceAll('_', ' ')} ${money(amount)}`).join(', ');
  const isClock = entry.actor === 'clock';
  const deed = DEEDS[entry.type] ?? entry.type;
  return [dim(time(entry.at, zone)), isClock ? ochre(who) : who, deed, dim(moved)];
}

export function showTimeline(timeline, zone) {
  const oldestFirst = [...timeline.items].sort((a, b) => Date.parse(a.at) - Date.parse(b.at));
  columns(oldestFirst.map((entry) => event(entry, zone)));
}

/** Each transaction on a line of its own, and that it adds up. */
export function showLedger(booking, told) {
  const rows = booking.ledger.map(({ code, postings }) => {
    const sum = postings.reduce((total, { amount }) => total + amount.amountMinor, 0);
    told.same(`${booking.code} ${code} adds up to`, 0, sum);
    const parts = postings.map(({ account, amount }) => `${kindOf(account)} ${money(amount, { isSigned: true })}`);
    return [olive('Σ 0'), bold(code.replaceAll('_', ' ')), dim(parts.join('   '))];
  });
  say();
  columns(rows);
}

/** Balances by kind of account, in minor units. */
export function balancesOf(booking) {
  const sums = {};
  for (const { account, balance } of booking.balances) {
    const kind = kindOf(account);
    sums[kind] = (sums[kind] ?? 0) + balance.amountMinor;
  }
  return sums;
}

/** The four fields and the accounts that are not empty, as the chapter told them. */
export function compare(booking, { state, balances }, told) {
  for (const [field, value] of Object.entries(state)) {
    told.same(`${booking.code} ${field}`, value, booking.state[field]);
  }
  const found = balancesOf(booking);
  const fee = booking.payments.reduce((sum, payment) => sum + (payment.fee?.amountMinor ?? 0), 0);
  const expected = { ...balances, provider_clearing: (balances.provider_clearing ?? 0) - fee, processing_fees: fee };
  for (const kind of new Set([...Object.keys(found), ...Object.keys(expected)])) {
    told.same(`${booking.code} ${kind}`, expected[kind] ?? 0, found[kind] ?? 0);
  }
  const sum = Object.entries(found).reduce((total, [kind, minor]) => total + debitOf(kind, minor), 0);
  told.same(`${booking.code} accounts add up to`, 0, sum);
}

/** All books of the town; every currency adds up to zero. */
export function showTrialBalance(books, told) {
  for (const { currency, total, accounts } of books.currencies) {
    told.same(`trial balance ${currency}`, 0, total.amountMinor);
    const sum = accounts.reduce((all, { kind, balance }) => all + debitOf(kind, balance.amountMinor), 0);
    told.same(`accounts in ${currency} added up here`, 0, sum);
    say();
    line(currency, total.amountMinor === 0 ? olive(`adds up to ${money(total)}`) : terracotta(money(total)));
    const side = (debit, sign) => (debit * sign > 0 ? money({ amountMinor: Math.abs(debit), currency }) : '');
    const filled = accounts.filter(({ balance }) => balance.amountMinor !== 0);
    if (filled.length === 0) {
      say(dim('    every account is at zero again'));
      continue;
    }
    columns(
      [
        [dim('account'), dim('debit'), dim('credit')],
        ...filled.map(({ kind, balance }) => {
          const debit = debitOf(kind, balance.amountMinor);
          return [kind.replaceAll('_', ' '), side(debit, 1), side(debit, -1)];
        }),
      ],
      { right: [1, 2] },
    );
  }
}
