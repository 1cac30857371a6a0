import { say, words } from '../words';
import { type Amount, Money } from './Money';

export interface Posting {
  readonly account: string;
  readonly amount: Amount;
}

/** One total per currency: amounts of two currencies never meet in a sum. */
export function sumsOf(postings: readonly Posting[]): Amount[] {
  const sums = new Map<string, number>();
  for (const { amount } of postings) sums.set(amount.currency, (sums.get(amount.currency) ?? 0) + amount.amountMinor);
  return [...sums].map(([currency, amountMinor]) => ({ currency, amountMinor }));
}

/** `booking_escrow:<uuid>` as the kind of account and whose it is, so that long ids do not push the amounts away. */
function Account({ name }: { readonly name: string }) {
  const [kind = name, owner] = name.split(':');
  return (
    <span className="account" title={name}>
      {kind}
      {owner ? <span className="quiet">:{owner.length > 13 ? `${owner.slice(0, 8)}…` : owner}</span> : null}
    </span>
  );
}

/** Accounts and amounts with the visible sum below; a sum that is not zero is an alarm. */
export function Postings({ postings, caption }: { readonly postings: readonly Posting[]; readonly caption: string }) {
  return (
    <table className="postings">
      <caption className="for-readers">{caption}</caption>
      <thead className="for-readers">
        <tr>
          <th scope="col">{words.booking.account}</th>
          <th scope="col">{words.booking.amount}</th>
        </tr>
      </thead>
      <tbody>
        {postings.map((posting, at) => (
          <tr key={`${posting.account}${at}`}>
            <th scope="row">
              <Account name={posting.account} />
            </th>
            <td>
              <Money of={posting.amount} isSigned />
            </td>
          </tr>
        ))}
      </tbody>
      <tfoot>
        {sumsOf(postings).map((sum) => (
          <tr key={sum.currency} className={sum.amountMinor === 0 ? undefined : 'tone-terracotta'}>
            <th scope="row">{say(words.booking.sum)}</th>
            <td>
              <Money of={sum} isSigned />
            </td>
          </tr>
        ))}
      </tfoot>
    </table>
  );
}
