import type { DecidedReviewView } from '@stoa/contracts/http/decidedReviews';
import { REVIEW_KINDS, REVIEW_OUTCOMES } from '@stoa/domain/tutor';
import { Link } from 'react-router';
import { type ListKind, optionsOf } from '../lists/kind';
import { ListPage } from '../lists/ListPage';
import { When } from '../ui/When';
import { say, words } from '../words';
import { Outcome } from './Outcome';
import { DECIDED, ME } from './question';
import { States } from './States';
import { Took } from './Took';

const t = words.decided;
const KINDS = words.approvals.list.kinds;
type Row = DecidedReviewView;

/** Whoever decided, and a way to everything that they did. */
function By({ row: { decidedBy } }: { readonly row: Row }) {
  if (!decidedBy) return <span className="quiet">{t.nobody}</span>;
  return (
    <Link
      to={{ pathname: DECIDED.path, search: `reviewer=${decidedBy.id}` }}
      aria-label={say(t.list.onlyTheirs, { name: decidedBy.name })}
      onClick={(event) => event.stopPropagation()}
    >
      {decidedBy.name}
    </Link>
  );
}

const reviewerNamed = (id: string, rows: readonly Row[]): string =>
  id === ME ? t.list.me : (rows.find(({ decidedBy }) => decidedBy?.id === id)?.decidedBy?.name ?? id.slice(0, 8));

const KIND: ListKind<Row> = {
  question: DECIDED,
  words: t.list,
  idOf: (row) => row.id,
  to: (row) => `${DECIDED.path}/${row.id}`,
  columns: [
    { name: 'tutor', label: t.list.columns.tutor, cell: (row) => row.tutor.name },
    { name: 'kind', label: t.list.columns.kind, cell: (row) => KINDS[row.kind] },
    { name: 'outcome', label: t.list.columns.outcome, cell: (row) => <Outcome of={row} /> },
    { name: 'by', label: t.list.columns.by, cell: (row) => <By row={row} /> },
    { name: 'at', label: t.list.columns.at, cell: (row) => <When at={row.decidedAt} isShort /> },
    { name: 'took', label: t.list.columns.took, cell: (row) => <Took review={row} /> },
  ],
  fields: [
    { name: 'outcome', label: t.list.outcome, options: optionsOf(REVIEW_OUTCOMES, t.outcomes) },
    { name: 'kind', label: t.list.kind, options: optionsOf(REVIEW_KINDS, KINDS) },
  ],
  tags: [
    {
      name: 'reviewer',
      text: (id, rows) => say(t.list.reviewer, { name: reviewerNamed(id, rows) }),
      remove: t.list.removeReviewer,
    },
  ],
  file: {
    name: 'decided-reviews',
    columns: [
      ['id', (row) => row.id],
      ['tutor', (row) => row.tutor.name],
      ['tutor_id', (row) => row.tutor.id],
      ['kind', (row) => row.kind],
      ['outcome', (row) => row.outcome],
      ['decided_at', (row) => row.decidedAt],
      ['decided_by', (row) => row.decidedBy?.name ?? ''],
      ['decided_by_id', (row) => row.decidedBy?.id ?? ''],
      ['submitted_at', (row) => row.submittedAt],
      ['promised_by', (row) => row.promisedBy],
      ['late', (row) => row.late],
      ['took_minutes', (row) => row.tookMinutes],
      ['items', (row) => row.items.join(' ')],
    ],
  },
};

export function DecidedReviews() {
  return <ListPage kind={KIND} beside={<States of="decided" />} />;
}
