import type { BaseRecord } from '@refinedev/core';
import { Fragment, type MouseEvent, type ReactNode, useState } from 'react';
import { Link, useNavigate } from 'react-router';
import type { Column, ListKind } from './kind';

const isPlainClick = (event: MouseEvent): boolean =>
  !event.defaultPrevented &&
  !event.metaKey &&
  !event.ctrlKey &&
  !event.shiftKey &&
  window.getSelection()?.isCollapsed !== false;

interface CellProps<Row> {
  readonly column: Column<Row>;
  readonly row: Row;
  readonly children?: ReactNode;
}

function Cell<Row>({ column, row, children }: CellProps<Row>) {
  return (
    <td role="cell" className={`col-${column.name}`} data-label={column.label}>
      {children ?? column.cell(row)}
    </td>
  );
}

interface RowProps<Row extends BaseRecord> {
  readonly kind: ListKind<Row>;
  readonly row: Row;
}

/** The link carries the keyboard and new tabs; the rest of the row is a larger target for the mouse. */
function LinkedRow<Row extends BaseRecord>({ kind, row, to }: RowProps<Row> & { readonly to: string }) {
  const navigate = useNavigate();
  const [first, ...others] = kind.columns;
  const open = (event: MouseEvent) => {
    if (isPlainClick(event)) void navigate(to);
  };
  return (
    <tr role="row" className="row" onClick={open}>
      {first ? (
        <Cell column={first} row={row}>
          <Link to={to} className="row-link" onClick={(event) => event.stopPropagation()}>
            {first.cell(row)}
          </Link>
        </Cell>
      ) : null}
      {others.map((column) => (
        <Cell key={column.name} column={column} row={row} />
      ))}
    </tr>
  );
}

/** A row without a page of its own opens below itself. */
function OpeningRow<Row extends BaseRecord>({ kind, row }: RowProps<Row>) {
  const [isOpen, setOpen] = useState(false);
  const [first, ...others] = kind.columns;
  return (
    <>
      <tr
        role="row"
        className={isOpen ? 'row row-open' : 'row'}
        onClick={(event) => (isPlainClick(event) ? setOpen(!isOpen) : undefined)}
      >
        {first ? (
          <Cell column={first} row={row}>
            <button
              type="button"
              className="row-link link-button"
              aria-expanded={isOpen}
              onClick={(event) => {
                event.stopPropagation();
                setOpen(!isOpen);
              }}
            >
              <span aria-hidden="true">{isOpen ? '▾' : '▸'}</span> {first.cell(row)}
            </button>
          </Cell>
        ) : null}
        {others.map((column) => (
          <Cell key={column.name} column={column} row={row} />
        ))}
      </tr>
      {isOpen ? (
        <tr role="row" className="row-inside">
          <td role="cell" colSpan={kind.columns.length}>
            {kind.inside?.(row)}
          </td>
        </tr>
      ) : null}
    </>
  );
}

interface TableProps<Row extends BaseRecord> {
  readonly kind: ListKind<Row>;
  readonly rows: readonly Row[];
  readonly caption: string;
}

/** Rows become cards on a phone; the roles are written out because that layout takes the table's own away. */
export function RowTable<Row extends BaseRecord>({ kind, rows, caption }: TableProps<Row>) {
  return (
    <table role="table" className={`rows rows-${kind.question.resource}`}>
      <caption className="for-readers">{caption}</caption>
      <thead role="rowgroup">
        <tr role="row">
          {kind.columns.map(({ name, label }) => (
            <th key={name} role="columnheader" scope="col" className={`col-${name}`}>
              {label}
            </th>
          ))}
        </tr>
      </thead>
      <tbody role="rowgroup">
        {rows.map((row) => (
          <Fragment key={kind.idOf(row)}>
            {kind.to ? <LinkedRow kind={kind} row={row} to={kind.to(row)} /> : <OpeningRow kind={kind} row={row} />}
          </Fragment>
        ))}
      </tbody>
    </table>
  );
}
