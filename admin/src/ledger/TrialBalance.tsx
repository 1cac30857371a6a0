import { CheckCircleOutlined, WarningOutlined } from '@ant-design/icons';
import { useOne } from '@refinedev/core';
import type { TrialBalance } from '@stoa/contracts/http/staff';
import { momentText } from '@stoa/contracts/words/format';
import { Button } from 'antd';
import type { ProblemError } from '../refine/client';
import { useTitle } from '../shell/title';
import { EmptyState } from '../ui/EmptyState';
import { type Amount, Money } from '../ui/Money';
import { Problem } from '../ui/Problem';
import { debitOf } from '../ui/side';
import { Skeleton } from '../ui/Skeleton';
import { say, useReader, words } from '../words';

const t = words.trial;
type Currency = TrialBalance['currencies'][number];

/** The side an amount stands on: + debit, − credit, both written without a sign as in every book. */
function Side({ of, isDebit }: { readonly of: Amount; readonly isDebit: boolean }) {
  const isHere = isDebit ? of.amountMinor > 0 : of.amountMinor < 0;
  if (!isHere) return <td />;
  return (
    <td>
      <Money of={{ ...of, amountMinor: Math.abs(of.amountMinor) }} />
    </td>
  );
}

const sideTotal = (currency: Currency, sign: 1 | -1): Amount => ({
  currency: currency.currency,
  amountMinor: currency.accounts.reduce(
    (sum, { kind, balance }) => sum + Math.max(0, debitOf(kind, balance).amountMinor * sign),
    0,
  ),
});

function Balance({ currency }: { readonly currency: Currency }) {
  const isBalanced = currency.total.amountMinor === 0;
  return (
    <section className="panel">
      <h2>{currency.currency}</h2>
      <p className={isBalanced ? 'badge badge-olive' : 'badge badge-terracotta'}>
        {isBalanced ? <CheckCircleOutlined /> : <WarningOutlined />}
        {isBalanced ? t.balanced : t.unbalanced}
      </p>
      <table className="postings trial">
        <thead>
          <tr>
            <th scope="col">{t.kind}</th>
            <th scope="col">{t.debit}</th>
            <th scope="col">{t.credit}</th>
          </tr>
        </thead>
        <tbody>
          {currency.accounts.map(({ kind, balance }) => (
            <tr key={kind}>
              <th scope="row" className="account">
                {kind}
              </th>
              <Side of={debitOf(kind, balance)} isDebit />
              <Side of={debitOf(kind, balance)} isDebit={false} />
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{t.total}</th>
            <td>
              <Money of={sideTotal(currency, 1)} />
            </td>
            <td>
              <Money of={sideTotal(currency, -1)} />
            </td>
          </tr>
        </tfoot>
      </table>
    </section>
  );
}

function Books() {
  const reader = useReader();
  const { query } = useOne<TrialBalance, ProblemError>({
    resource: 'trial-balance',
    id: 'now',
    errorNotification: false,
  });
  const books = query.data?.data;
  if (query.error) return <Problem error={query.error} onRetry={() => void query.refetch()} />;
  if (!books) return <Skeleton shape="panel" count={8} />;
  return (
    <>
      <p className="quiet">
        {say(t.asOf, { at: momentText(Date.parse(books.asOf), reader) })}{' '}
        <Button type="link" loading={query.isFetching} onClick={() => void query.refetch()}>
          {t.refresh}
        </Button>
      </p>
      {books.currencies.length === 0 ? <EmptyState title={t.empty}>{t.emptyHelp}</EmptyState> : null}
      <div className="currencies">
        {books.currencies.map((currency) => (
          <Balance key={currency.currency} currency={currency} />
        ))}
      </div>
    </>
  );
}

export function TrialBalancePage() {
  useTitle(t.heading);
  return (
    <>
      <h1>{t.heading}</h1>
      <p className="quiet">{t.about}</p>
      <Books />
    </>
  );
}
