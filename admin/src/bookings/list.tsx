import type { StaffBookingRow } from '@stoa/contracts/http/staff';
import { Button } from 'antd';
import { useEffect } from 'react';
import { Link, useLocation, useNavigate } from 'react-router';
import { useKeys } from '../shell/keys';
import { useTitle } from '../shell/title';
import { EmptyState } from '../ui/EmptyState';
import { Problem } from '../ui/Problem';
import { Skeleton } from '../ui/Skeleton';
import { say, words } from '../words';
import { BookingTable } from './BookingTable';
import { ExportButton } from './ExportButton';
import { FilterBar } from './FilterBar';
import { focusRow } from './focusRow';
import { type BookingFilters, searchFrom, SORTS, type ViewName, viewOf, VIEWS } from './filters';
import { useBookings, useFilters } from './useBookings';

const t = words.list;
const VIEW_NAMES = Object.keys(VIEWS) as ViewName[];

function Views({ filters }: { readonly filters: BookingFilters }) {
  const current = viewOf(filters);
  return (
    <nav className="views" aria-label={t.viewsLabel}>
      {VIEW_NAMES.map((name) => (
        <Link
          key={name}
          to={{ pathname: '/', search: searchFrom(VIEWS[name]).toString() }}
          aria-current={name === current ? 'page' : undefined}
        >
          {t.views[name]}
        </Link>
      ))}
    </nav>
  );
}

function Nothing({ filters, onClear }: { readonly filters: BookingFilters; readonly onClear: () => void }) {
  const view = viewOf(filters);
  if (view === 'all') return <EmptyState title={t.emptyAll}>{t.emptyAllHelp}</EmptyState>;
  if (view === 'attention') return <EmptyState title={t.emptyAttention}>{t.emptyAttentionHelp}</EmptyState>;
  return (
    <EmptyState title={t.empty} action={<Button onClick={onClear}>{t.clear}</Button>}>
      {t.emptyHelp}
    </EmptyState>
  );
}

interface PagesProps {
  readonly count: number;
  readonly onFirst: (() => void) | undefined;
  readonly onPrevious: (() => void) | undefined;
  readonly onNext: (() => void) | undefined;
}

function Pages({ count, onFirst, onPrevious, onNext }: PagesProps) {
  return (
    <nav className="pages" aria-label={t.pages}>
      <span className="quiet">{say(t.onPage, { n: count })}</span>
      {onFirst ? <Button onClick={onFirst}>{t.first}</Button> : null}
      {onPrevious ? <Button onClick={onPrevious}>{t.previous}</Button> : null}
      {onNext ? <Button onClick={onNext}>{t.next}</Button> : null}
    </nav>
  );
}

/** A pasted id or code that is one booking leads straight to it. */
function useJump(filters: BookingFilters, rows: readonly StaffBookingRow[]): void {
  const navigate = useNavigate();
  const { state } = useLocation() as { state: { jump?: boolean } | null };
  const q = filters.q?.toLowerCase();
  const [row] = rows;
  const isIt = rows.length === 1 && row !== undefined && (row.id === q || row.code.toLowerCase() === q);
  const target = state?.jump && isIt ? row.id : null;
  useEffect(() => {
    if (target) void navigate(`/bookings/${target}`, { replace: true });
  }, [target, navigate]);
}

const nameOf = (rows: readonly StaffBookingRow[], personId: string | undefined): string | null =>
  rows.flatMap((row) => [row.student, row.tutor]).find((person) => person.id === personId)?.name ?? null;

interface ResultsProps {
  readonly filters: BookingFilters;
  readonly list: ReturnType<typeof useBookings>;
  readonly onClear: () => void;
}

function Results({ filters, list, onClear }: ResultsProps) {
  const { rows, error, isLoading } = list;
  if (error) return <Problem error={error} onRetry={() => void list.refetch()} />;
  if (isLoading) return <Skeleton shape="rows" count={12} />;
  if (rows.length === 0) return <Nothing filters={filters} onClear={onClear} />;
  return <BookingTable rows={rows} caption={say(t.about, { sort: t.sorts[filters.sort ?? SORTS[0]] })} />;
}

export function BookingList() {
  const { filters, set, go, next, previous, first } = useFilters();
  const list = useBookings(filters);
  const { rows } = list;
  const following = list.next;
  useTitle(t.heading);
  useJump(filters, rows);
  useKeys({ j: () => focusRow(1), k: () => focusRow(-1) });
  return (
    <>
      <div className="page-head">
        <h1>{t.heading}</h1>
        <ExportButton question={list.question} />
      </div>
      <Views filters={filters} />
      <FilterBar filters={filters} personName={nameOf(rows, filters.personId)} onChange={set} />
      {list.unseen > 0 ? (
        <button type="button" className="news" onClick={list.showUnseen}>
          {say(t.changed, { n: list.unseen })}
        </button>
      ) : null}
      <Results filters={filters} list={list} onClear={() => go({})} />
      {rows.length > 0 || first ? (
        <Pages
          count={rows.length}
          onFirst={first}
          onPrevious={previous}
          onNext={following ? () => next(following) : undefined}
        />
      ) : null}
    </>
  );
}
