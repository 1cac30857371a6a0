import type { StaffBookingView } from '@stoa/contracts/http/staff';
import { momentText, type Reader } from '@stoa/contracts/words/format';
import { WHOLE_BPS } from '@stoa/domain/money';
import { Link } from 'react-router';
import { CopyId } from '../ui/CopyId';
import { Countdown, Deadline } from '../ui/Deadline';
import { Pair, Panel } from '../ui/Panel';
import { say, useReader, words } from '../words';
import { searchFrom } from '../lists/question';
import { BOOKINGS } from './question';

const t = words.booking;
type Part = { readonly booking: StaffBookingView };

/** The four fields, as the database holds them. */
export function State({ booking }: Part) {
  const { session, outcome, payment, dispute } = booking.state;
  return (
    <Panel title={t.state}>
      <dl className="pairs">
        <Pair label={words.list.session}>{session}</Pair>
        <Pair label={words.list.outcome}>{outcome ?? <span className="quiet">{t.nobodyOutcome}</span>}</Pair>
        <Pair label={words.list.payment}>{payment}</Pair>
        <Pair label={words.list.dispute}>{dispute}</Pair>
      </dl>
      {booking.trial ? <p className="fine">{t.trial}</p> : null}
      <p className="quiet fine">{say(t.version, { n: booking.version })}</p>
    </Panel>
  );
}

export function Clocks({ booking }: Part) {
  return (
    <Panel title={t.clocks}>
      {booking.pendingMove ? (
        <p className="notice tone-ochre">{booking.pendingMove === 'accept' ? t.pendingAccept : t.pendingCancel}</p>
      ) : null}
      {booking.deadlines.length === 0 ? <p className="quiet">{t.noClocks}</p> : null}
      {booking.deadlines.map((deadline) => (
        <Deadline key={`${deadline.kind}${deadline.at}`} view={deadline} parties={booking} />
      ))}
    </Panel>
  );
}

/** What the workflow still has to do at the card company, with its own next attempt. */
export function OwedWork({ booking }: Part) {
  if (booking.owed.length === 0) return null;
  return (
    <Panel title={t.owed}>
      {booking.needsAttention ? <p className="notice tone-terracotta">{t.attentionHelp}</p> : null}
      <ul className="plain">
        {booking.owed.map((entry) => (
          <li key={`${entry.kind}${entry.attempt}`} className="pair">
            <span>
              <span className="code">{entry.kind}</span>{' '}
              <span className="quiet fine">
                {say(t.owedLine, { attempt: entry.attempt, failures: entry.failures })}
              </span>
            </span>
            <span>
              <span className="quiet fine">{t.owedDue}</span> <Countdown at={entry.dueAt} />
            </span>
          </li>
        ))}
      </ul>
    </Panel>
  );
}

function PersonLine({ role, person }: { readonly role: string; readonly person: StaffBookingView['student'] }) {
  const search = searchFrom(BOOKINGS, { personId: person.id }).toString();
  return (
    <Pair label={role}>
      <Link to={{ pathname: '/', search }} aria-label={say(t.allOf, { name: person.name })}>
        {person.name}
      </Link>
      <br />
      <span className="quiet fine">{person.zone}</span> <CopyId id={person.id} what={person.name} />
    </Pair>
  );
}

export function People({ booking }: Part) {
  return (
    <Panel title={t.people}>
      <dl className="pairs">
        <PersonLine role={words.actors.student} person={booking.student} />
        <PersonLine role={words.actors.tutor} person={booking.tutor} />
      </dl>
      {booking.note ? (
        <>
          <h4>{t.note}</h4>
          <blockquote>{booking.note}</blockquote>
        </>
      ) : null}
    </Panel>
  );
}

type Share = StaffBookingView['cancellation'][number];

/** The last row is what is left when the others are over: it ends with the lesson's start, and needs no time. */
function lastText({ studentShareBps }: Share, isAlone: boolean): string {
  if (studentShareBps === 0) return isAlone ? t.termsNoneAnyMore : t.termsNone;
  return say(isAlone ? t.termsStartPart : t.termsLaterPart, { percent: studentShareBps / 100 });
}

function shareText({ studentShareBps, until }: Share, reader: Reader): string {
  const percent = studentShareBps / 100;
  const at = momentText(Date.parse(until), reader);
  return studentShareBps === WHOLE_BPS ? say(t.termsWhole, { at }) : say(t.termsPart, { at, percent });
}

/** What a cancellation by the student would return until when. */
export function CancellationTerms({ booking: { cancellation } }: Part) {
  const reader = useReader();
  if (cancellation.length === 0) return null;
  return (
    <Panel title={t.terms}>
      <ul className="plain">
        {cancellation.map((row, index) => (
          <li key={row.until}>
            {index === cancellation.length - 1 ? lastText(row, index === 0) : shareText(row, reader)}
          </li>
        ))}
      </ul>
    </Panel>
  );
}

export function Workflow({ booking }: Part) {
  const { id, runId, status, url } = booking.workflow;
  return (
    <Panel title={t.workflow}>
      <dl className="pairs">
        <Pair label={words.list.columns.status}>{status ?? words.nothing}</Pair>
        <Pair label="Id">
          <CopyId id={id} what={t.workflow} />
        </Pair>
        <Pair label={t.run}>
          {runId ? <CopyId id={runId} what={t.run} /> : <span className="quiet">{t.noRun}</span>}
        </Pair>
      </dl>
      {url ? (
        <a href={url} target="_blank" rel="noopener noreferrer">
          {t.workflowOpen}
        </a>
      ) : null}
    </Panel>
  );
}
