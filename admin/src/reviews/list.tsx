import { type ListKind, optionsOf } from '../lists/kind';
import { ListPage } from '../lists/ListPage';
import { isText, oneOf, type Question, viewOf } from '../lists/question';
import { When } from '../ui/When';
import { say, words } from '../words';
import { Inside } from './Inside';
import type { ReviewRow } from './row';

const t = words.reviews.list;
const SHOWN = 60;

const OFS = ['tutor', 'student'] as const;
const STARS = ['1', '2', '3', '4', '5'] as const;
const STATES = ['published', 'waiting', 'removed'] as const;

const QUESTION: Question = {
  path: '/reviews',
  resource: 'reviews',
  accepts: {
    group: oneOf(['reported', 'all']),
    q: isText,
    of: oneOf(OFS),
    stars: oneOf(STARS),
    state: oneOf(STATES),
  },
  sorts: ['since', '-since'],
  views: {
    reported: {},
    everything: { group: 'all', sort: '-since' },
    low: { group: 'all', of: 'tutor', stars: '1', sort: '-since' },
    waiting: { group: 'all', state: 'waiting' },
    removed: { group: 'all', state: 'removed', sort: '-since' },
  },
};

const short = (text: string): string => (text.length > SHOWN ? `${text.slice(0, SHOWN).trimEnd()}…` : text);

function Stars({ stars, removedUnder }: Pick<ReviewRow, 'stars' | 'removedUnder'>) {
  if (stars === null || removedUnder) return <span className="badge badge-terracotta">{t.removed}</span>;
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
    { name: 'review', label: t.columns.review, cell: ({ text }) => short(text ?? '') || t.noText },
    {
      name: 'stars',
      label: t.columns.stars,
      cell: (row) => <Stars stars={row.stars} removedUnder={row.removedUnder} />,
    },
    { name: 'of', label: t.columns.of, cell: (row) => say(t.subject[row.of], { name: row.about.name }) },
    { name: 'author', label: t.columns.author, cell: (row) => row.author.name },
    { name: 'reports', label: t.columns.reports, cell: (row) => say(t.reports, { n: row.reports.length }) },
    { name: 'written', label: t.columns.written, cell: (row) => <When at={row.writtenAt} isShort /> },
  ],
  fields: [
    { name: 'of', label: t.columns.of, options: optionsOf(OFS, t.ofs) },
    {
      name: 'stars',
      label: t.columns.stars,
      options: STARS.map((n) => ({ value: n, label: say(t.stars, { n: Number(n) }) })),
    },
    { name: 'state', label: t.state, options: optionsOf(STATES, t.states) },
  ],
  nothing: (filters) =>
    viewOf(QUESTION, filters) === 'everything' ? { title: t.emptyEver, help: t.emptyEverHelp } : null,
  live: (row) => row.id,
  // what is reported waits for the staff; what is only written is no work of theirs
  brings: (event, { group }) => event === (group === 'all' ? 'written' : 'reported'),
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
