import type { Permission } from '@stoa/domain/permissions';
import type { BaseRecord } from '@refinedev/core';
import type { ReactNode } from 'react';
import type { Filters, Question } from './question';

export interface Column<Row> {
  /** its class is `col-<name>` */
  readonly name: string;
  readonly label: string;
  readonly cell: (row: Row) => ReactNode;
}
/** One column of a list's file: its heading, and what stands below. */
export type CsvColumn<Row> = readonly [string, (row: Row) => string | number | boolean];

/** A filter that is picked from a few values. */
export interface Field {
  readonly name: string;
  readonly label: string;
  readonly options: readonly { readonly value: string; readonly label: string }[];
}
/** A filter that comes from elsewhere, by a link; here it is only taken away. */
export interface Tag<Row> {
  readonly name: string;
  readonly text: (value: string, rows: readonly Row[]) => string;
  readonly remove: string;
}

/** What a list says; what all of them say alike stands in the catalogue's `list`. */
export interface ListWords {
  readonly heading: string;
  /** the table's name for screen readers; may name the order by {sort} */
  readonly about: string;
  readonly views: Readonly<Record<string, string>>;
  readonly sorts?: Readonly<Record<string, string>>;
  /** labels of the two days, where the list knows them */
  readonly from?: string;
  readonly to?: string;
  /** what the search field takes, where it is not what bookings have */
  readonly anything?: string;
  readonly onPage: string;
  readonly exported: string;
  readonly exportCapped: string;
  readonly empty: string;
  readonly emptyHelp: string;
  readonly emptyAll: string;
  readonly emptyAllHelp: string;
}

/** Everything that makes one list different from another; `ListPage` is the rest. */
export interface ListKind<Row extends BaseRecord> {
  readonly question: Question;
  readonly words: ListWords;
  readonly idOf: (row: Row) => string;
  /** the first holds the link that opens the row, or the button that opens it in place */
  readonly columns: readonly Column<Row>[];
  readonly to?: (row: Row) => string;
  readonly inside?: (row: Row) => ReactNode;
  readonly fields: readonly Field[];
  readonly checks?: readonly { readonly name: string; readonly label: string }[];
  readonly tags?: readonly Tag<Row>[];
  /** an empty view that has words of its own */
  readonly nothing?: (filters: Filters) => { readonly title: string; readonly help: string } | null;
  /** rows change by themselves: by which id Stoa's live events name one */
  readonly live?: (row: Row) => string;
  /** which of these events may bring a row that is not shown; absent: each of them */
  readonly brings?: (event: unknown, filters: Filters) => boolean;
  readonly file: FileOf<Row>;
}

export interface FileOf<Row> {
  readonly name: string;
  readonly columns?: readonly CsvColumn<Row>[];
  /** the API makes the file, because taking it out leaves a line; resolves to its text */
  readonly read?: (query: Readonly<Record<string, string>>) => Promise<string>;
  /** what it takes, where not everybody who sees the list may take it out */
  readonly permission?: Permission;
}

/** Values as the database and the documents write them, only quieter to read. */
export const optionsOf = <Value extends string>(
  values: readonly Value[],
  names: Readonly<Record<string, string>> = {},
): { value: Value; label: string }[] =>
  values.map((value) => ({ value, label: names[value] ?? value.toLowerCase().replaceAll('_', ' ') }));
