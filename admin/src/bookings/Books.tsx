import type { StaffBookingView } from '@stoa/contracts/http/staff';
import { Fragment } from 'react';
import { CopyId } from '../ui/CopyId';
import { Money } from '../ui/Money';
import { Postings } from '../ui/Postings';
import { debitOf } from '../ui/side';
import { When } from '../ui/When';
import { say, words } from '../words';
import { Pair, Panel } from '../ui/Panel';

const t = words.booking;
type Part = { readonly booking: StaffBookingView };
type Payment = StaffBookingView['payments'][number];

/** What is held, what went back, what the tutor gets: nobody has to add up. */
export function BookingMoney({ booking: { money } }: Part) {
  return (
    <Panel title={t.money}>
      <dl className="pairs">
        <Pair label={t.price}>
          <Money of={money.price} />
        </Pair>
        {money.serviceFee.amountMinor > 0 ? (
          <Pair label={t.fee}>
            <Money of={money.serviceFee} />
          </Pair>
        ) : null}
        <Pair label={t.held}>
          <Money of={money.held} />
        </Pair>
        <Pair label={t.returned}>
          <Money of={money.returned} />
        </Pair>
        {money.tutorEarns ? (
          <Pair label={t.earns}>
            <Money of={money.tutorEarns} />
          </Pair>
        ) : null}
        {money.commission ? (
          <Pair label={t.commission}>
            <Money of={money.commission} />
          </Pair>
        ) : null}
      </dl>
    </Panel>
  );
}

function ProviderId({ label, id }: { readonly label: string; readonly id: string | null }) {
  if (!id) return null;
  return (
    <Pair label={label}>
      <CopyId id={id} what={label} />
    </Pair>
  );
}

function PaymentLines({ payment }: { readonly payment: Payment }) {
  return (
    <dl className="pairs record">
      <Pair label={payment.provider}>
        <span className="code">{payment.status}</span> · <Money of={payment.amount} />
      </Pair>
      <Pair label={t.captured}>
        <Money of={payment.captured} />
      </Pair>
      <Pair label={t.refunded}>
        <Money of={payment.refunded} />
      </Pair>
      {payment.fee ? (
        <Pair label={t.providerFee}>
          <Money of={payment.fee} />
        </Pair>
      ) : null}
      {payment.captureBefore ? (
        <Pair label={t.captureBefore}>
          <When at={payment.captureBefore} isShort />
        </Pair>
      ) : null}
      <ProviderId label={t.checkout} id={payment.checkoutId} />
      <ProviderId label={t.paymentIntent} id={payment.paymentIntentId} />
    </dl>
  );
}

export function Payments({ booking }: Part) {
  return (
    <Panel title={t.payments}>
      {booking.payments.length === 0 ? <p className="quiet">{t.noPayments}</p> : null}
      {booking.payments.map((payment) => (
        <PaymentLines key={payment.id} payment={payment} />
      ))}
      <h4>{t.refunds}</h4>
      {booking.refunds.length === 0 ? <p className="quiet">{t.noRefunds}</p> : null}
      <dl className="pairs">
        {booking.refunds.map((refund) => (
          <Pair key={refund.id} label={refund.status}>
            <Money of={refund.amount} /> · <When at={refund.createdAt} isShort />
            {refund.providerId ? (
              <>
                <br />
                <CopyId id={refund.providerId} what={t.refunds} />
              </>
            ) : null}
          </Pair>
        ))}
      </dl>
    </Panel>
  );
}

/** Every account the booking touched, and each transaction, all with their sums in sight. */
export function Balances({ booking }: Part) {
  if (booking.balances.length === 0) {
    return (
      <Panel title={t.balances}>
        <p className="quiet">{t.noBalances}</p>
      </Panel>
    );
  }
  const balances = booking.balances.map(({ account, balance }) => ({ account, amount: debitOf(account, balance) }));
  return (
    <Panel title={t.balances}>
      <Postings postings={balances} caption={t.balancesHelp} />
      <details>
        <summary>{say(t.ledger, { n: booking.ledger.length })}</summary>
        {booking.ledger.map((transaction) => (
          <Fragment key={transaction.id}>
            <p className="entry-head">
              <span className="code">{transaction.code}</span>
              <span className="quiet">
                {' '}
                · <When at={transaction.at} isShort />
              </span>
            </p>
            <Postings postings={transaction.postings} caption={transaction.code} />
            <p className="quiet fine">
              {t.key} <CopyId id={transaction.idempotencyKey} what={t.key} />
            </p>
          </Fragment>
        ))}
      </details>
    </Panel>
  );
}
