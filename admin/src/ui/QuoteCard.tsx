import type { ActionQuoteView } from '@stoa/contracts/http/quotes';
import { saySentence } from '@stoa/contracts/words/sentence';
import { useNow } from '../clock';
import { say, useReader, words } from '../words';
import { type Amount, Money } from './Money';
import { spanText } from './span';

interface QuoteCardProps {
  readonly quote: ActionQuoteView;
  readonly studentName: string;
  readonly tutorName: string;
}

function Line({ label, amount }: { readonly label: string; readonly amount: Amount }) {
  return (
    <div className="pair">
      <dt>{label}</dt>
      <dd>
        <Money of={amount} />
      </dd>
    </div>
  );
}

/** Whether these amounts may still be confirmed, by Stoa's clock. */
export const useIsValid = (quote: ActionQuoteView | undefined): boolean => {
  const now = useNow();
  return quote !== undefined && Date.parse(quote.validUntil) > now;
};

/** What an action would do to everybody's money, the rule in one sentence, and how long the offer holds. */
export function QuoteCard({ quote, studentName, tutorName }: QuoteCardProps) {
  const reader = useReader();
  const left = Date.parse(quote.validUntil) - useNow();
  return (
    <section className="quote">
      <dl className="quote-main">
        <Line label={say(words.quote.studentGets, { name: studentName })} amount={quote.studentReceives} />
        <Line label={say(words.quote.tutorGets, { name: tutorName })} amount={quote.tutorReceives} />
      </dl>
      <dl className="fine">
        {quote.studentCompensation ? (
          <Line label={words.quote.compensation} amount={quote.studentCompensation} />
        ) : null}
        <Line label={words.quote.commission} amount={quote.commission} />
      </dl>
      <p>{saySentence(quote.sentence, reader)}</p>
      <p className="quiet fine">
        {quote.strikes > 0 ? `${say(words.quote.strikes, { n: quote.strikes })} ` : null}
        {left > 0 ? say(words.quote.valid, { span: spanText(left) }) : words.quote.over}
      </p>
    </section>
  );
}
