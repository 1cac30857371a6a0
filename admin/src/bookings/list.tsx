import type { StaffBookingRow } from '@stoa/contracts/http/staff';
import { moneyText } from '@stoa/contracts/words/format';
import { DISPUTES, OUTCOMES, PAYMENTS, SESSIONS } from '@stoa/domain/booking';
import { type CsvColumn, type ListKind, optionsOf } from '../lists/kind';
import { ListPage } from '../lists/ListPage';
import { viewOf } from '../lists/question';
import { Countdown } from '../ui/Deadline';
import { Money } from '../ui/Money';
import { AttentionBadge, StatusBadge } from '../ui/StatusBadge';
import { When } from '../ui/When';
import { say, words } from '../words';
import { BOOKINGS } from './question';

const t = words.list;

export const BOOKING_FILE: readonly CsvColumn<StaffBookingRow>[] = [
  ['code', (row) => row.code],
  ['id', (row) => row.id],
  ['status', (row) => row.status],
  ['session', (row) => row.state.session],
  ['outcome', (row) => row.state.outcome ?? ''],
  ['payment', (row) => row.state.payment],
  ['dispute', (row) => row.state.dispute],
  ['needs_attention', (row) => row.needsAttention],
  ['starts_at', (row) => row.startsAt],
  ['ends_at', (row) => row.endsAt],
  ['subject', (row) => row.subject],
  ['student', (row) => row.student.name],
  ['tutor', (row) => row.tutor.name],
  ['price', (row) => moneyText(row.price, 'en')],
  ['price_minor', (row) => row.price.amountMinor],
  ['currency', (row) => row.price.currency],
  ['created_at', (row) => row.createdAt],
];

const COLUMNS: ListKind<StaffBookingRow>['columns'] = [
  { name: 'booking', label: t.columns.booking, cell: (row) => <span className="code">{row.code}</span> },
  {
    name: 'status',
    label: t.columns.status,
    cell: (row) => (
      <>
        <StatusBadge status={row.status} />
        {row.needsAttention ? <AttentionBadge /> : null}
      </>
    ),
  },
  { name: 'starts', label: t.columns.starts, cell: (row) => <When at={row.startsAt} end={row.endsAt} isShort /> },
  { name: 'subject', label: t.columns.subject, cell: (row) => row.subject },
  { name: 'student', label: t.columns.student, cell: (row) => row.student.name },
  { name: 'tutor', label: t.columns.tutor, cell: (row) => row.tutor.name },
  { name: 'price', label: t.columns.price, cell: (row) => <Money of={row.price} /> },
  {
    name: 'deadline',
    label: t.columns.deadline,
    cell: ({ nextDeadline }) =>
      nextDeadline ? <Countdown at={nextDeadline.at} /> : <span className="quiet">{words.nothing}</span>,
  },
  {
    name: 'created',
    label: t.columns.created,
    cell: (row) => (
      <span className="quiet">
        <When at={row.createdAt} isShort />
      </span>
    ),
  },
];

const nameOf = (rows: readonly StaffBookingRow[], personId: string): string =>
  rows.flatMap((row) => [row.student, row.tutor]).find((person) => person.id === personId)?.name ??
  personId.slice(0, 8);

const KIND: ListKind<StaffBookingRow> = {
  question: BOOKINGS,
  words: t,
  idOf: (row) => row.id,
  columns: COLUMNS,
  to: (row) => `/bookings/${row.id}`,
  fields: [
    { name: 'session', label: t.session, options: optionsOf(SESSIONS) },
    { name: 'outcome', label: t.outcome, options: optionsOf(OUTCOMES) },
    { name: 'payment', label: t.payment, options: optionsOf(PAYMENTS) },
    { name: 'dispute', label: t.dispute, options: optionsOf(DISPUTES) },
  ],
  checks: [{ name: 'needsAttention', label: t.needsAttention }],
  tags: [{ name: 'personId', text: (id, rows) => say(t.person, { name: nameOf(rows, id) }), remove: t.removePerson }],
  nothing: (filters) =>
    viewOf(BOOKINGS, filters) === 'attention' ? { title: t.emptyAttention, help: t.emptyAttentionHelp } : null,
  live: (row) => row.id,
  file: { name: 'bookings', columns: BOOKING_FILE },
};

export function BookingList() {
  return <ListPage kind={KIND} />;
}
