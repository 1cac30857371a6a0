'use client';

import { Button } from '@mantine/core';
import type { TutorPage } from '@stoa/contracts/http/search';
import {
  type InfiniteData,
  keepPreviousData,
  useInfiniteQuery,
  type UseInfiniteQueryResult,
  useQueryClient,
} from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { type ReactElement, useEffect } from 'react';
import type { z } from 'zod';
import { codeOf } from '../client/problem';
import { Problem } from '../ui/Problem';
import type { Search } from './filters';
import { Loosen } from './Loosen';
import { searchQueries } from './queries';
import { useTimes } from './times';
import { ResultCard, ResultCardSkeleton } from './ResultCard';
import classes from './Results.module.css';
import type { ChangeFilters } from './useSearch';

interface Props {
  readonly search: Search;
  readonly onLoosen: ChangeFilters;
}

type Page = z.output<typeof TutorPage>;
const SKELETONS = 5;

/** Those found, page behind page. The list of before stays in its place while a changed search is on its way. */
export function Results({ search, onLoosen }: Props): ReactElement {
  const found = useInfiniteQuery({ ...searchQueries.results(search), placeholderData: keepPreviousData });
  const isEmpty = found.data !== undefined && found.data.pages.every(({ items }) => items.length === 0);
  useGoingOn(found, isEmpty);
  const { data, error, hasNextPage, isFetching } = found;
  if (data && !isEmpty) return <List search={search} found={found} />;
  if (error) return <Failed search={search} error={error} onAgain={() => void found.refetch()} />;
  if (!data || hasNextPage || isFetching) return <ResultsSkeleton />;
  return <Loosen filters={search.filters} onLoosen={onLoosen} />;
}

type Found = UseInfiniteQueryResult<InfiniteData<Page>>;

/** Candidates who turn out not to be free leave a page empty: the next one goes on behind them. */
function useGoingOn({ hasNextPage, isFetching, error, fetchNextPage }: Found, isEmpty: boolean): void {
  const goesOn = isEmpty && hasNextPage && !isFetching && !error;
  useEffect(() => {
    if (goesOn) void fetchNextPage();
  }, [goesOn, fetchNextPage]);
}

interface ListProps {
  readonly search: Search;
  readonly found: Found;
}

function List({ search, found }: ListProps): ReactElement {
  const t = useTranslations('web.search');
  const { data, error, hasNextPage, isPlaceholderData, isFetchingNextPage, fetchNextPage } = found;
  const pages = data?.pages ?? [];
  const times = useTimes(search, isPlaceholderData ? [] : pages);
  return (
    <>
      <ul className={classes.list} aria-busy={isPlaceholderData}>
        {pages.flatMap(({ items, asOf }) =>
          items.map((tutor) => (
            <ResultCard key={tutor.id} tutor={tutor} times={times.of(tutor.id)} filters={search.filters} asOf={asOf} />
          )),
        )}
      </ul>
      {error ? <Failed search={search} error={error} onAgain={() => void fetchNextPage()} /> : null}
      {hasNextPage ? (
        <p className={classes.more}>
          <Button variant="default" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            {t('more')}
          </Button>
        </p>
      ) : null}
    </>
  );
}

interface FailedProps {
  readonly search: Search;
  readonly error: unknown;
  readonly onAgain: () => void;
}

/** A place in the list that is kept no more is left for its top. */
function Failed({ search, error, onAgain }: FailedProps): ReactElement {
  const t = useTranslations('web.search');
  const client = useQueryClient();
  return (
    <Problem error={error} onAgain={onAgain}>
      {codeOf(error) === 'cursor_invalid' ? (
        <Button
          variant="default"
          onClick={() => void client.resetQueries({ queryKey: searchQueries.results(search).queryKey })}
        >
          {t('fromTop')}
        </Button>
      ) : null}
    </Problem>
  );
}

function ResultsSkeleton(): ReactElement {
  const t = useTranslations('web.search');
  return (
    <ul className={classes.list} aria-busy="true" aria-label={t('results')}>
      {Array.from({ length: SKELETONS }, (_, i) => (
        <ResultCardSkeleton key={i} />
      ))}
    </ul>
  );
}
