import type { BookingCard, DeadlineView } from '@stoa/contracts/http/bookings';
import { momentText, moneyText } from '@stoa/contracts/words/format';
import { useNow } from '../clock';
import { say, useReader, words } from '../words';
import { spanText } from './span';

type Parties = Pick<BookingCard, 'student' | 'tutor' | 'price'>;

interface CountdownProps {
  /** ISO instant */
  readonly at: string;
}

/** Time left by Stoa's clock. Silent for screen readers, who hear the instant instead of every second. */
export function Countdown({ at }: CountdownProps) {
  const left = Date.parse(at) - useNow();
  return (
    <span className={left <= 0 ? 'countdown tone-ochre' : 'countdown'} aria-hidden="true">
      {left <= 0 ? words.deadline.over : say(words.deadline.in, { span: spanText(left) })}
    </span>
  );
}

/** The server's own sentence speaks to a party ('you get it back'); the staff read both by name. */
function useSentence(view: DeadlineView, parties: Parties): string {
  const reader = useReader();
  return say(words.deadline.sentences[view.kind], {
    student: parties.student.name,
    tutor: parties.tutor.name,
    at: momentText(Date.parse(view.at), reader),
    price: moneyText(parties.price, reader.locale),
  });
}

/** Who must act, by when, and what happens otherwise. */
export function Deadline({ view, parties }: { readonly view: DeadlineView; readonly parties: Parties }) {
  const sentence = useSentence(view, parties);
  const actor = view.by ? say(words.deadline.by, { role: words.roles[view.by] }) : words.deadline.clock;
  return (
    <div className="deadline">
      <Countdown at={view.at} />
      <span className="quiet fine">{actor}</span>
      <p>
        <time dateTime={view.at}>{sentence}</time>
      </p>
    </div>
  );
}
