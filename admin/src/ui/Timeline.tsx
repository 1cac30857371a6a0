import type { TimelineEntry } from '@stoa/contracts/http/bookings';
import { saySentence } from '@stoa/contracts/words/sentence';
import { useState } from 'react';
import { say, useReader, words } from '../words';
import { CopyId } from './CopyId';
import { Money } from './Money';
import { Postings } from './Postings';
import { When } from './When';

type Entry = TimelineEntry;

function actorOf(entry: Entry): string {
  const role = words.actors[entry.actor];
  return entry.actorName ? `${entry.actorName} · ${role}` : role;
}

const moved: Readonly<Record<string, string>> = words.booking.moved;
/** A line that this build has no words for yet is told by its name. */
const movedWord = (label: string): string => moved[label] ?? label.replaceAll('_', ' ');

const hasMore = (entry: Entry): boolean =>
  Boolean(entry.postings?.length ?? 0) || entry.provider !== null || entry.policyHash !== null;

function Details({ entry }: { readonly entry: Entry }) {
  return (
    <div className="entry-more">
      {entry.postings?.length ? (
        <Postings postings={entry.postings} caption={words.booking.postings} />
      ) : (
        <p className="quiet fine">{words.booking.noPostings}</p>
      )}
      <dl className="pairs fine">
        {entry.provider ? (
          <div className="pair">
            <dt>{words.booking.provider}</dt>
            <dd>
              {entry.provider.kind} <CopyId id={entry.provider.id} what={entry.provider.kind} />
            </dd>
          </div>
        ) : null}
        {entry.policyHash ? (
          <div className="pair">
            <dt>{words.booking.policy}</dt>
            <dd>
              <CopyId id={entry.policyHash} what={words.booking.policy} />
            </dd>
          </div>
        ) : null}
      </dl>
    </div>
  );
}

interface EntryProps {
  readonly entry: Entry;
  readonly isOpen: boolean;
  readonly onToggle: () => void;
}

function Story({ entry, isOpen, onToggle }: EntryProps) {
  const reader = useReader();
  return (
    <li className={`entry entry-${entry.actor}`}>
      <p className="entry-head">
        <When at={entry.at} isShort />
        <span className="quiet"> · {actorOf(entry)}</span>
      </p>
      <p className="entry-sentence">{saySentence(entry.sentence, reader)}</p>
      {entry.reason ? <blockquote>{entry.reason}</blockquote> : null}
      {entry.money.map((line) => (
        <p key={line.label} className="entry-money">
          {movedWord(line.label)} <Money of={line.amount} />
        </p>
      ))}
      {hasMore(entry) ? (
        <button type="button" className="link-button fine" aria-expanded={isOpen} onClick={onToggle}>
          <span aria-hidden="true">{isOpen ? '▾' : '▸'}</span> {words.booking.expand}
        </button>
      ) : null}
      {isOpen && hasMore(entry) ? <Details entry={entry} /> : null}
    </li>
  );
}

/** Which entries show their postings. */
export function useOpenEntries(entries: readonly Entry[]) {
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set());
  const isAllOpen = entries.length > 0 && entries.filter(hasMore).every((entry) => open.has(entry.id));
  const toggleAll = () => setOpen(isAllOpen ? new Set() : new Set(entries.map((entry) => entry.id)));
  const toggle = (id: string) => {
    setOpen((before) => {
      const after = new Set(before);
      if (!after.delete(id)) after.add(id);
      return after;
    });
  };
  return { open, isAllOpen, toggle, toggleAll };
}

interface TimelineProps {
  readonly entries: readonly Entry[];
  readonly open: ReadonlySet<string>;
  readonly onToggle: (id: string) => void;
}

/** What happened, who or which clock did it, the money it moved; newest on top. */
export function Timeline({ entries, open, onToggle }: TimelineProps) {
  return (
    <ol className="timeline" aria-label={say(words.booking.story)}>
      {entries.map((entry) => (
        <Story key={entry.id} entry={entry} isOpen={open.has(entry.id)} onToggle={() => onToggle(entry.id)} />
      ))}
    </ol>
  );
}
