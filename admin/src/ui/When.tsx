import { dateText, nearDay, offsetMinutes, timeText, type Reader } from '@stoa/contracts/words/format';
import { placeOf } from '@stoa/contracts/words/zones';
import { say, useReader, words } from '../words';

interface Other {
  readonly name: string;
  readonly zone: string;
}

interface WhenProps {
  /** ISO instant */
  readonly at: string;
  readonly end?: string;
  /** people whose clock may show another time */
  readonly others?: readonly Other[];
  /** a cell of a table: no 'your time', the line below left out */
  readonly isShort?: boolean;
}

/** "today, 18:00–18:50", or the date where it is further away. */
function spanText(at: string, end: string | undefined, reader: Reader): string {
  const start = Date.parse(at);
  const near = nearDay(start, reader);
  const day = near ? `${near.charAt(0).toUpperCase()}${near.slice(1)}` : dateText(start, reader);
  const times = [timeText(start, reader), ...(end ? [timeText(Date.parse(end), reader)] : [])].join('–');
  return `${day}, ${times}`;
}

/** Two people's clocks that differ now by something else than they will then: somebody will come an hour wrong. */
function isShifting(zone: string, reader: Reader, at: number): boolean {
  const apart = (instant: number) => offsetMinutes(instant, zone) - offsetMinutes(instant, reader.zone);
  return apart(at) !== apart(reader.now);
}

function OtherClock({ other, at, reader }: { readonly other: Other; readonly at: string; readonly reader: Reader }) {
  const start = Date.parse(at);
  const time = timeText(start, { locale: reader.locale, zone: other.zone });
  const isElsewhere = offsetMinutes(start, other.zone) !== offsetMinutes(start, reader.zone);
  if (!isElsewhere) return null;
  return (
    <span className="when-other">
      {say(words.when.other, { place: placeOf(other.zone), time, name: other.name })}
      {isShifting(other.zone, reader, start) ? (
        <span className="tone-ochre"> {say(words.when.shift, { name: other.name })}</span>
      ) : null}
    </span>
  );
}

/** The same instant on the clocks of people who live elsewhere. */
export function OtherClocks({ at, others }: { readonly at: string; readonly others: readonly Other[] }) {
  const reader = useReader();
  return others.map((other) => <OtherClock key={`${other.name}${other.zone}`} other={other} at={at} reader={reader} />);
}

/** One instant, first in the reader's zone and below in everybody else's. */
export function When({ at, end, others = [], isShort = false }: WhenProps) {
  const reader = useReader();
  return (
    <span className="when">
      <time dateTime={at}>{spanText(at, end, reader)}</time>
      {isShort ? null : <span className="quiet"> {words.when.your}</span>}
      <OtherClocks at={at} others={others} />
    </span>
  );
}
