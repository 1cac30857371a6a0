import { type BaseRecord, type LiveEvent, useList } from '@refinedev/core';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useLocation, useNavigate, useSearchParams } from 'react-router';
import { isClockKnown, learnClock, stoaNow } from '../clock';
import { api, bodyOf, type ProblemError } from '../refine/client';
import { GAP } from '../refine/liveProvider';
import { announce } from '../ui/announce';
import { usePerson, words } from '../words';
import type { ListKind } from './kind';
import {
  type Change,
  changed,
  crudFiltersFrom,
  crudSortFrom,
  type Filters,
  filtersFrom,
  needsClock,
  type Question,
  searchFrom,
} from './question';

/** The filters live in the address bar and nowhere else. */
export function useFilters(question: Question) {
  const [search] = useSearchParams();
  const navigate = useNavigate();
  const { state } = useLocation() as { state: { depth?: number } | null };
  const filters = useMemo(() => filtersFrom(question, search), [question, search]);
  const depth = state?.depth ?? 0;
  const go = useCallback(
    (next: Filters, pagesDeep = 0) =>
      void navigate(
        { pathname: question.path, search: searchFrom(question, next).toString() },
        { state: { depth: pagesDeep } },
      ),
    [navigate, question],
  );
  return {
    filters,
    set: (change: Change) => go(changed(question, filters, change)),
    go,
    next: (cursor: string) => go({ ...filters, cursor }, depth + 1),
    // A cursor knows no way back, the browser's history does; after a paste into the address bar there is only the top.
    previous: depth > 0 ? () => void navigate(-1) : undefined,
    first: filters.cursor ? () => go({ ...filters, cursor: undefined }) : undefined,
  };
}

/** 'Today' is Stoa's day: before the first answer nobody here knows it, so it is asked for. */
function useClockFor(filters: Filters): boolean {
  const [isKnown, setKnown] = useState(isClockKnown());
  const isAsked = needsClock(filters) && !isKnown;
  useEffect(() => {
    if (!isAsked) return;
    bodyOf(api.GET('/staff/bookings', { params: { query: { limit: 1 } } }))
      .then((page) => learnClock(page.asOf))
      .catch(() => undefined)
      .finally(() => setKnown(true));
  }, [isAsked]);
  return !isAsked;
}

function useAsked(question: Question, filters: Filters) {
  const { zone } = usePerson();
  return useMemo(
    () => ({
      resource: question.resource,
      filters: crudFiltersFrom(filters, { zone, now: stoaNow() }),
      sorters: crudSortFrom(question, filters),
    }),
    [question, filters, zone],
  );
}

/**
 * One page of a list, kept fresh: a row that is shown is fetched again at once, because its place does not change; what
 * would move rows under the reader's finger is counted and offered instead.
 */
export function useRows<Row extends BaseRecord>(kind: ListKind<Row>, filters: Filters) {
  const isReady = useClockFor(filters);
  const asked = useAsked(kind.question, filters);
  const [unseen, setUnseen] = useState<ReadonlySet<string>>(new Set());
  // Refine keeps what it was given when it subscribed, before there was any row
  const hearing = useRef<(event: LiveEvent) => void>(() => undefined);
  const { query, result } = useList<Row, ProblemError>({
    ...asked,
    pagination: { pageSize: 25 },
    meta: { cursor: filters.cursor },
    liveMode: kind.live ? 'manual' : 'off',
    onLiveEvent: (event: LiveEvent) => hearing.current(event),
    queryOptions: { enabled: isReady },
    errorNotification: false,
  });
  const refetch = query.refetch;
  const hear = (event: LiveEvent) => {
    const ids = event.payload.ids?.map(String) ?? [];
    if (event.type === GAP) return void refetch();
    if (result.data.some((row) => ids.includes(kind.live?.(row) ?? ''))) void refetch();
    else if (kind.brings?.(event.payload['event'], filters) ?? true)
      setUnseen((before) => new Set([...before, ...ids]));
  };
  useEffect(() => {
    hearing.current = hear;
  });
  useEffect(() => setUnseen(new Set()), [asked, filters.cursor]);
  const showUnseen = () => {
    setUnseen(new Set());
    void refetch().then(() => announce(words.list.refreshed));
  };
  return {
    rows: result.data,
    next: (result['cursor'] as { next?: string } | undefined)?.next,
    isLoading: query.isPending,
    error: query.error,
    refetch,
    unseen: unseen.size,
    showUnseen,
    asked,
  };
}
