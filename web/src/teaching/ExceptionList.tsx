'use client';

import { Button } from '@mantine/core';
import type { ExceptionView } from '@stoa/contracts/http/hours';
import { useQueries } from '@tanstack/react-query';
import { useLocale, useTranslations } from 'next-intl';
import { type ReactElement, useState } from 'react';
import { EmptyState } from '../ui/EmptyState';
import { Problem } from '../ui/Problem';
import { Bar, Skeleton } from '../ui/Skeleton';
import { spanText } from './exceptionWords';
import classes from './Exceptions.module.css';
import { teachingQueries } from './queries';
import { useDeleteException } from './useExceptions';

/** What is still to come, page by page, each with the way to take it back. */
export function ExceptionList(): ReactElement {
  const t = useTranslations('web.teaching.hour.away');
  const locale = useLocale();
  const [cursors, setCursors] = useState<readonly (string | undefined)[]>([undefined]);
  const pages = useQueries({ queries: cursors.map((cursor) => teachingQueries.exceptions(cursor)) });
  const remove = useDeleteException();
  const failed = pages.find((page) => page.error && !page.data);
  const items = pages.flatMap((page) => page.data?.items ?? []);
  const next = pages.at(-1)?.data?.nextCursor;
  return (
    <div className={classes.list}>
      <h2>{t('list')}</h2>
      <p role="status" className="small quiet">
        {remove.data ? t('deleted', { what: spanText(remove.data.exception, locale) }) : null}
      </p>
      {remove.error ? <Problem error={remove.error} /> : null}
      {failed ? (
        <Problem error={failed.error} onAgain={() => void failed.refetch()} />
      ) : items.length === 0 ? (
        <Nothing isKnown={pages[0]?.data !== undefined} />
      ) : null}
      <ul className={classes.rows}>
        {items.map((one) => (
          <Row
            key={one.id}
            one={one}
            isGoing={remove.isPending && remove.variables === one.id}
            onDelete={() => remove.mutate(one.id)}
          />
        ))}
      </ul>
      {next ? (
        <Button variant="default" size="sm" onClick={() => setCursors([...cursors, next])}>
          {t('more')}
        </Button>
      ) : null}
    </div>
  );
}

function Nothing({ isKnown }: { readonly isKnown: boolean }): ReactElement {
  const t = useTranslations('web.teaching.hour.away');
  if (isKnown) return <EmptyState title={t('none')} help={t('noneHelp')} />;
  return (
    <Skeleton>
      <Bar chars={36} />
      <Bar chars={30} />
    </Skeleton>
  );
}

interface RowProps {
  readonly one: ExceptionView;
  readonly isGoing: boolean;
  readonly onDelete: () => void;
}

function Row({ one, isGoing, onDelete }: RowProps): ReactElement {
  const t = useTranslations('web.teaching.hour.away');
  const locale = useLocale();
  const what = spanText(one, locale);
  return (
    <li className={classes.row} data-kind={one.kind}>
      <div>
        <p>
          <b>{what}</b> <span className="quiet">{t(one.kind)}</span>
        </p>
        {one.reason ? <p className="small quiet">{one.reason}</p> : null}
      </div>
      <Button
        variant="subtle"
        color="terracotta"
        size="sm"
        loading={isGoing}
        onClick={onDelete}
        aria-label={t('deleteOne', { what })}
      >
        {t('delete')}
      </Button>
    </li>
  );
}
