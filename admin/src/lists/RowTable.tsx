import type { StaffBookingRow } from '@stoa/contracts/http/staff';
import type { MouseEvent } from 'react';
import { Link, useNavigate } from 'react-router';
import { Countdown } from '../ui/Deadline';
import { Money } from '../ui/Money';
import { AttentionBadge, StatusBadge } from '../ui/StatusBadge';
import { When } from '../ui/When';
import { words } from '../words';

const t = words.list.columns;
const COLUMNS = Object.keys(t) as (keyof typeof t)[];
const isPlainClick = (event: MouseEvent): boolean =>
  !event.defaultPrevented &&
  !event.metaKey &&
  !event.ctrlKey &&
  !event.shiftKey &&
  window.getSelection()?.isCollapsed !== false;

function What({ row }: { readonly row: StaffBookingRow }) {
  const deadline = row.nextDeadline;
  return (
    <td role="cell" className="col-deadline">
      {deadline ? <Countdown at={deadline.at} /> : <span className="quiet">{words.nothing}</span>}
    </td>
  );
}

/** The link carries the keyboard and new tabs; the rest of the row is a larger target for the mouse. */
function Row({ row }: { readonly row: StaffBookingRow }) {
  const navigate = useNavigate();
  const to = `/bookings/${row.id}`;
  const open = (event: MouseEvent) => {
    if (isPlainClick(event)) void navigate(to);
  };
  return (
    <tr role="row" className="row" onClick={open}>
      <td role="cell" className="col-booking">
        <Link to={to} className="row-link code" onClick={(event) => event.stopPropagation()}>
          {row.code}
        </Link>
      </td>
      <td role="cell" className="col-status">
        <StatusBadge status={row.status} />
        {row.needsAttention ? <AttentionBadge /> : null}
      </td>
      <td role="cell" className="col-starts">
        <When at={row.startsAt} end={row.endsAt} isShort />
      </td>
      <td role="cell" className="col-subject">
        {row.subject}
      </td>
      <td role="cell" className="col-student">
        {row.student.name}
      </td>
      <td role="cell" className="col-tutor">
        {row.tutor.name}
      </td>
      <td role="cell" className="col-price">
        <Money of={row.price} />
      </td>
      <What row={row} />
      <td role="cell" className="col-created quiet">
        <When at={row.createdAt} isShort />
      </td>
    </tr>
  );
}

/** Rows become cards on a phone; the roles are written out because that layout takes the table's own away. */
export function BookingTable({
  rows,
  caption,
}: {
  readonly rows: readonly StaffBookingRow[];
  readonly caption: string;
}) {
  return (
    <table role="table" className="rows">
      <caption className="for-readers">{caption}</caption>
      <thead role="rowgroup">
        <tr role="row">
          {COLUMNS.map((name) => (
            <th key={name} role="columnheader" scope="col" className={`col-${name}`}>
              {t[name]}
            </th>
          ))}
        </tr>
      </thead>
      <tbody role="rowgroup">
        {rows.map((row) => (
          <Row key={row.id} row={row} />
        ))}
      </tbody>
    </table>
  );
}
