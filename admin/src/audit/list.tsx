import type { AuditLineView } from '@stoa/contracts/http/audit';
import { Link } from 'react-router';
import { type ListKind, optionsOf } from '../lists/kind';
import { ListPage } from '../lists/ListPage';
import { api, bodyOf } from '../refine/client';
import { CopyId } from '../ui/CopyId';
import { Pair } from '../ui/Panel';
import { When } from '../ui/When';
import { say, words } from '../words';
import { AUDIT } from './question';
import { actionText, actorText, subjectPath } from './says';

const t = words.audit;
type Row = AuditLineView;

function Subject({ row: { subject } }: { readonly row: Row }) {
  const path = subjectPath(subject);
  const text = subject.name ?? `${subject.kind} ${subject.id.slice(0, 13)}`;
  return path ? (
    <Link to={path} onClick={(event) => event.stopPropagation()}>
      {text}
    </Link>
  ) : (
    <>{text}</>
  );
}

/** A line opened: what was recorded with it, and its place in the chain. */
function Inside({ row }: { readonly row: Row }) {
  const details = Object.entries(row.details);
  return (
    <div className="inside">
      {row.reason ? <blockquote>{row.reason}</blockquote> : null}
      <h2>{t.details}</h2>
      {details.length === 0 ? <p className="quiet">{t.noDetails}</p> : null}
      <dl className="pairs fine">
        {details.map(([name, value]) => (
          <Pair key={name} label={name}>
            <span className="code">{String(value)}</span>
          </Pair>
        ))}
        <Pair label={t.subjectId}>
          <CopyId id={row.subject.id} what={t.subjectId} isWhole />
        </Pair>
        {row.actor ? (
          <Pair label={t.actorId}>
            <CopyId id={row.actor.id} what={t.actorId} isWhole />
          </Pair>
        ) : null}
        {row.requestId ? (
          <Pair label={t.request}>
            <CopyId id={row.requestId} what={t.request} isWhole />
          </Pair>
        ) : null}
        <Pair label={t.hash}>
          <CopyId id={row.hash} what={t.hash} isWhole />
        </Pair>
      </dl>
      <p className="fine quiet">{t.hashHelp}</p>
    </div>
  );
}

const nameIn = (names: readonly (readonly [string, string | null])[], id: string): string =>
  names.find(([known]) => known === id)?.[1] ?? id.slice(0, 8);

const KIND: ListKind<Row> = {
  question: AUDIT,
  words: t.list,
  idOf: (row) => String(row.seq),
  inside: (row) => <Inside row={row} />,
  columns: [
    { name: 'line', label: t.list.columns.line, cell: (row) => `#${row.seq}` },
    { name: 'at', label: t.list.columns.at, cell: (row) => <When at={row.at} isShort /> },
    { name: 'actor', label: t.list.columns.actor, cell: (row) => actorText(row) },
    { name: 'what', label: t.list.columns.what, cell: (row) => actionText(row.action) },
    { name: 'about', label: t.list.columns.subject, cell: (row) => <Subject row={row} /> },
    {
      name: 'reason',
      label: t.list.columns.reason,
      cell: (row) => <span className="quiet">{row.reason ?? words.nothing}</span>,
    },
  ],
  fields: [{ name: 'action', label: t.list.action, options: optionsOf(Object.keys(t.list.groups), t.list.groups) }],
  tags: [
    {
      name: 'subjectId',
      text: (id, rows) =>
        say(t.list.subject, {
          name: nameIn(
            rows.map(({ subject }) => [subject.id, subject.name] as const),
            id,
          ),
        }),
      remove: t.list.removeSubject,
    },
    {
      name: 'actorId',
      text: (id, rows) =>
        say(t.list.actor, {
          name: nameIn(
            rows.map(({ actor }) => [actor?.id ?? '', actor?.name ?? null] as const),
            id,
          ),
        }),
      remove: t.list.removeActor,
    },
  ],
  file: {
    name: 'audit',
    permission: 'audit.export',
    read: (query) =>
      bodyOf<string>(api.GET('/staff/audit.csv', { params: { query: query as never }, parseAs: 'text' })),
  },
};

export function AuditLog() {
  return <ListPage kind={KIND} />;
}
