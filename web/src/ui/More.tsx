'use client';

import { Button } from '@mantine/core';
import type { UseInfiniteQueryResult } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import classes from './More.module.css';
import { Problem } from './Problem';

type Found = Pick<UseInfiniteQueryResult, 'error' | 'hasNextPage' | 'isFetchNextPageError' | 'isFetchingNextPage'> & {
  readonly fetchNextPage: () => Promise<unknown>;
};
interface Props {
  readonly found: Found;
  readonly label: string;
}

/** The way to a list's next page; what is shown stays when it fails, and the way is offered again. */
export function More({ found, label }: Props): ReactElement | null {
  const { error, hasNextPage, isFetchNextPageError, isFetchingNextPage, fetchNextPage } = found;
  if (isFetchNextPageError)
    return (
      <div className={classes.more}>
        <Problem error={error} onAgain={() => void fetchNextPage()} again={isFetchingNextPage ? 'working' : 'ready'} />
      </div>
    );
  if (!hasNextPage) return null;
  return (
    <div className={classes.more}>
      <Button variant="default" size="sm" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
        {label}
      </Button>
    </div>
  );
}
