import type { ActionQuoteView } from '@stoa/contracts/http/quotes';
import type { StaffBookingView } from '@stoa/contracts/http/staff';
import { moneyText } from '@stoa/contracts/words/format';
import { Button } from 'antd';
import { useRef, useState } from 'react';
import { announce } from '../ui/announce';
import { Dialog } from '../ui/Dialog';
import { Problem } from '../ui/Problem';
import { QuoteCard, useIsValid } from '../ui/QuoteCard';
import { Reason } from '../ui/Reason';
import { Skeleton } from '../ui/Skeleton';
import { say, usePerson, words } from '../words';
import { useCancel } from './useCancel';

const t = words.cancel;
/** The button says what it does with which amount, so that nobody confirms what they did not read. */
function useConfirmText(quote: ActionQuoteView | undefined): string {
  const { locale } = usePerson();
  if (!quote || quote.studentReceives.amountMinor === 0) return t.confirmNothing;
  return say(t.confirm, { amount: moneyText(quote.studentReceives, locale) });
}

function outcome(booking: StaffBookingView, quote: ActionQuoteView, locale: string): string {
  const amount = moneyText(quote.studentReceives, locale);
  if (booking.pendingMove === 'cancel') return say(t.donePending, { amount });
  if (quote.studentReceives.amountMinor === 0) return t.doneNothing;
  return say(t.done, { amount, student: booking.student.name });
}

interface CancelModalProps {
  readonly booking: StaffBookingView;
  readonly onClose: () => void;
  readonly onDone: (text: string) => void;
}

export function CancelModal({ booking, onClose, onDone }: CancelModalProps) {
  const { locale } = usePerson();
  const [reason, setReason] = useState('');
  const [isMissing, setMissing] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const cancel = useCancel(booking.id, (after, quote) => {
    const text = outcome(after, quote, locale);
    announce(text);
    onDone(text);
  });
  const { quote, failure } = cancel;
  const isValid = useIsValid(quote);
  const confirmText = useConfirmText(quote);
  const submit = () => {
    const said = reason.trim();
    setMissing(said === '');
    if (said === '') form.current?.querySelector('textarea')?.focus();
    else cancel.confirm(said);
  };
  const footer = [
    <Button key="keep" onClick={onClose}>
      {t.keep}
    </Button>,
    isValid || !quote ? (
      <Button key="confirm" type="primary" danger disabled={!quote} loading={cancel.isWorking} onClick={submit}>
        {cancel.isWorking ? t.working : confirmText}
      </Button>
    ) : (
      <Button key="renew" type="primary" onClick={cancel.askAgain}>
        {words.quote.renew}
      </Button>
    ),
  ];
  return (
    <Dialog
      title={say(t.heading, { code: booking.code })}
      onClose={onClose}
      footer={footer}
      isEasyToLeave={reason === ''}
    >
      <form
        ref={form}
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <QuotePart quote={quote} error={cancel.quoteError} onRetry={cancel.askAgain} booking={booking} />
        <Reason value={reason} isMissing={isMissing} help={t.reasonHelp} onChange={setReason} />
        <Failure failure={failure} isRenewed={cancel.isRenewed} />
      </form>
    </Dialog>
  );
}

interface QuotePartProps {
  readonly quote: ActionQuoteView | undefined;
  readonly error: unknown;
  readonly onRetry: () => void;
  readonly booking: StaffBookingView;
}

function QuotePart({ quote, error, onRetry, booking }: QuotePartProps) {
  if (quote) return <QuoteCard quote={quote} studentName={booking.student.name} tutorName={booking.tutor.name} />;
  return error ? <Problem error={error} onRetry={onRetry} /> : <Skeleton shape="quote" count={5} />;
}

interface FailureProps {
  readonly failure: unknown;
  readonly isRenewed: boolean;
}

function Failure({ failure, isRenewed }: FailureProps) {
  if (isRenewed) {
    return (
      <p role="alert" className="notice tone-ochre">
        {t.changedQuote}
      </p>
    );
  }
  return failure ? <Problem error={failure} /> : null;
}
