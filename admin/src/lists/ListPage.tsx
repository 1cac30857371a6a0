import type { BaseRecord } from '@refinedev/core';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useKeys } from '../shell/keys';
import { useTitle } from '../shell/title';
import { EmptyState } from '../ui/EmptyState';
import { Problem } from '../ui/Problem';
import { Skeleton } from '../ui/Skeleton';
import { say, words } from '../words';
import { ExportButton } from './ExportButton';
import { FilterBar } from './FilterBar';
import { focusRow } from './focusRow';
import type { ListKind } from './kind';
import { type Filters, viewOf } from './question';
import { RowTable } from './RowTable';
import { useFilters, useRows } from './useRows';
import { Views } from './Views';

const t = words.list;

interface PagesProps {
  readonly text: string;
  readonly onFirst: (() => void) | undefined;
  readonly onPrevious: (() => void) | undefined;
  readonly onNext: (() => void) | undefined;
}

function Pages({ text, onFirst, onPrevious, onNext }: PagesProps) {
  return (
    <nav className="pages" aria-label={t.pages}>
      <span className="quiet">{text}</span>
      {onFirst ? <Button onClick={onFirst}>{t.first}</Button> : null}
      {onPrevious ? <Button onClick={onPrevious}>{t.previous}</Button> : null}
      {onNext ? <Button onClick={onNext}>{t.next}</Button> : null}
    </nav>
  );
}

interface ResultsProps<Row extends BaseRecord> {
  readonly kind: ListKind<Row>;
  readonly filters: Filters;
  readonly list: ReturnType<typeof useRows<Row>>;
  readonly onClear: () => void;
}

function Nothing<Row extends BaseRecord>({ kind, filters, onClear }: Omit<ResultsProps<Row>, 'list'>) {
  const own = kind.nothing?.(filters);
  if (own) return <EmptyState title={own.title}>{own.help}</EmptyState>;
  const isAll = viewOf(kind.question, filters) === Object.keys(kind.question.views)[0];
  if (isAll) return <EmptyState title={kind.words.emptyAll}>{kind.words.emptyAllHelp}</EmptyState>;
  return (
    <EmptyState title={kind.words.empty} action={<Button onClick={onClear}>{t.clear}</Button>}>
      {kind.words.emptyHelp}
    </EmptyState>
  );
}

function Results<Row extends BaseRecord>({ kind, filters, list, onClear }: ResultsProps<Row>) {
  const { rows, error, isLoading } = list;
  if (error) return <Problem error={error} onRetry={() => void list.refetch()} />;
  if (isLoading) return <Skeleton shape="rows" count={12} />;
  if (rows.length === 0) return <Nothing kind={kind} filters={filters} onClear={onClear} />;
  const sort = kind.words.sorts?.[filters.sort ?? kind.question.sorts[0] ?? ''] ?? '';
  return <RowTable kind={kind} rows={rows} caption={say(kind.words.about, { sort })} />;
}

interface ListPageProps<Row extends BaseRecord> {
  readonly kind: ListKind<Row>;
  /** what can be done here beside looking */
  readonly actions?: ReactNode;
  /** ways to the lists beside this one */
  readonly beside?: ReactNode;
}

/** A list: its question in the address bar, everyday and named views, pages by cursor, j and k, and a file to take along. */
export function ListPage<Row extends BaseRecord>({ kind, actions, beside }: ListPageProps<Row>) {
  const { filters, set, go, next, previous, first } = useFilters(kind.question);
  const list = useRows(kind, filters);
  const { rows } = list;
  const following = list.next;
  useTitle(kind.words.heading);
  useKeys({ j: () => focusRow(1), k: () => focusRow(-1) });
  return (
    <>
      <div className="page-head">
        <h1>{kind.words.heading}</h1>
        {beside}
        <div className="page-actions">
          <ExportButton kind={kind} asked={list.asked} />
          {actions}
        </div>
      </div>
      <Views question={kind.question} filters={filters} names={kind.words.views} />
      <FilterBar kind={kind} filters={filters} rows={rows} onChange={set} />
      {list.unseen > 0 ? (
        <button type="button" className="news" onClick={list.showUnseen}>
          {say(t.changed, { n: list.unseen })}
        </button>
      ) : null}
      <Results kind={kind} filters={filters} list={list} onClear={() => go({})} />
      {rows.length > 0 || first ? (
        <Pages
          text={say(kind.words.onPage, { n: rows.length })}
          onFirst={first}
          onPrevious={previous}
          onNext={following ? () => next(following) : undefined}
        />
      ) : null}
    </>
  );
}
