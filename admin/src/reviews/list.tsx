import type { ListKind } from '../lists/kind';
import { ListPage } from '../lists/ListPage';
import { oneOf, type Question, viewOf } from '../lists/question';
import { When } from '../ui/When';
import { say, words } from '../words';
import { Inside } from './Inside';
import type { ReviewRow } from './row';

const t = words.reviews.list;
const SHOWN = 60;

const QUESTION: Question = {
  path: '/reviews',
  resource: 'reviews',
  accepts: { group: oneOf(['reported', 'all']) },
  sorts: [],
  views: { reported: {}, everything: { group: 'all' } },
};

const short = (text: string): string => (text.length > SHOWN ? `${text.slice(0, SHOWN).trimEnd()}…` : text);

function Stars({ stars }: Pick<ReviewRow, 'stars'>) {
  if (stars === null) return <span className="badge badge-terracotta">{t.removed}</span>;
  return (
    <span className="stars">
      <span aria-hidden="true">
        {'★'.repeat(stars)}
        <span className="quiet">{'☆'.repeat(5 - stars)}</span>
      </span>
      <span className="for-readers">{say(t.stars, { n: stars })}</span>
    </span>
  );
}

const KIND: ListKind<ReviewRow> = {
  question: QUESTION,
  words: t,
  idOf: (row) => row.id,
  inside: (row) => <Inside review={row} />,
  columns: [
    {
      name: 'review',
      label: t.columns.review,
      cell: ({ text, removedUnder }) =>
        removedUnder ? words.reviews.rules[removedUnder] : short(text ?? '') || t.noText,
    },
    { name: 'stars', label: t.columns.stars, cell: (row) => <Stars stars={row.stars} /> },
    { name: 'of', label: t.columns.of, cell: (row) => t.ofs[row.of] },
    { name: 'author', label: t.columns.author, cell: (row) => row.author.name },
    { name: 'reports', label: t.columns.reports, cell: (row) => say(t.reports, { n: row.reports.length }) },
    { name: 'written', label: t.columns.written, cell: (row) => <When at={row.writtenAt} isShort /> },
  ],
  fields: [],
  nothing: (filters) => (viewOf(QUESTION, filters) === 'everything' ? { title: t.empty, help: t.emptyHelp } : null),
  file: {
    name: 'reviews',
    columns: [
      ['id', (row) => row.id],
      ['booking_id', (row) => row.bookingId],
      ['about', (row) => row.of],
      ['about_id', (row) => row.aboutId],
      ['author_id', (row) => row.authorId],
      ['stars', (row) => row.stars ?? ''],
      ['text', (row) => row.text ?? ''],
      ['written_at', (row) => row.writtenAt],
      ['published', (row) => row.published],
      ['reports', (row) => row.reports.length],
      ['removed_under', (row) => row.removedUnder ?? ''],
    ],
  },
};

export function ReviewList() {
  return <ListPage kind={KIND} />;
}
