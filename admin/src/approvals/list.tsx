import type { QueuePage } from '@stoa/contracts/http/approvals';
import { momentText } from '@stoa/contracts/words/format';
import { REVIEW_KINDS } from '@stoa/domain/tutor';
import { type ListKind, optionsOf } from '../lists/kind';
import { ListPage } from '../lists/ListPage';
import { spanText } from '../ui/span';
import { say, useReader, words } from '../words';
import { Promised } from './Promised';
import { APPROVALS, CLAIMS } from './question';
import { States } from './States';

const t = words.approvals.list;
const MINUTE_MS = 60_000;
type Row = QueuePage['items'][number];

function Answer({ row }: { readonly row: Row }) {
  const reader = useReader();
  const { promisedBy, escalated } = row.review;
  return (
    <>
      <Promised by={promisedBy} />{' '}
      <time dateTime={promisedBy} className="quiet">
        {momentText(Date.parse(promisedBy), reader)}
      </time>{' '}
      {escalated ? <span className="badge badge-ochre">{t.escalated}</span> : null}
    </>
  );
}

/** Whose it is and until when the others leave it alone. */
function Hand({ row }: { readonly row: Row }) {
  const reader = useReader();
  if (!row.claim) return <span className="quiet">{t.claims.nobody}</span>;
  return <>{say(t.until, { name: row.claim.by.name, at: momentText(Date.parse(row.claim.until), reader) })}</>;
}

const KIND: ListKind<Row> = {
  question: APPROVALS,
  words: t,
  idOf: (row) => row.review.id,
  to: (row) => `/approvals/${row.tutor.id}`,
  columns: [
    { name: 'tutor', label: t.columns.tutor, cell: (row) => row.tutor.name },
    { name: 'kind', label: t.columns.kind, cell: (row) => t.kinds[row.review.kind] },
    { name: 'promised', label: t.columns.promised, cell: (row) => <Answer row={row} /> },
    { name: 'waited', label: t.columns.waited, cell: (row) => spanText(row.waitedMinutes * MINUTE_MS) },
    { name: 'parts', label: t.columns.parts, cell: (row) => say(t.parts, { n: row.review.items.length }) },
    { name: 'hand', label: t.columns.hand, cell: (row) => <Hand row={row} /> },
  ],
  fields: [
    { name: 'kind', label: t.kind, options: optionsOf(REVIEW_KINDS, t.kinds) },
    { name: 'claimed', label: t.claimed, options: optionsOf(CLAIMS, t.claims) },
  ],
  checks: [{ name: 'late', label: t.late }],
  live: (row) => row.tutor.id,
  file: {
    name: 'approvals',
    columns: [
      ['tutor', (row) => row.tutor.name],
      ['tutor_id', (row) => row.tutor.id],
      ['kind', (row) => row.review.kind],
      ['submitted_at', (row) => row.review.submittedAt],
      ['promised_by', (row) => row.review.promisedBy],
      ['late', (row) => row.late],
      ['waited_minutes', (row) => row.waitedMinutes],
      ['items', (row) => row.review.items.join(' ')],
      ['claimed_by', (row) => row.claim?.by.name ?? ''],
      ['claimed_until', (row) => row.claim?.until ?? ''],
    ],
  },
};

export function ApprovalQueue() {
  return <ListPage kind={KIND} beside={<States of="open" />} />;
}
