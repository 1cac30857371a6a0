'use client';

import { Button } from '@mantine/core';
import type { ExceptionView } from '@stoa/contracts/http/hours';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useLocale, useTranslations } from 'next-intl';
import type { ReactElement } from 'react';
import { EmptyState } from '../ui/EmptyState';
import { More } from '../ui/More';
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
  const found = useInfiniteQuery(teachingQueries.exceptions());
  const remove = useDeleteException();
  const items = found.data?.pages.flatMap((page) => page.items);
  return (
    <div className={classes.list}>
      <h2>{t('list')}</h2>
      <p role="status" className="small quiet">
        {remove.data ? t('deleted', { what: spanText(remove.data.exception, locale) }) : null}
      </p>
      {remove.error ? <Problem error={remove.error} /> : null}
      {found.error && !items ? (
        <Problem error={found.error} onAgain={() => void found.refetch()} />
      ) : items?.length ? null : (
        <Nothing isKnown={items !== undefined} />
      )}
      <ul className={classes.rows}>
        {items?.map((one) => (
          <Row
            key={one.id}
            one={one}
            isGoing={remove.isPending && remove.variables === one.id}
            onDelete={() => remove.mutate(one.id)}
          />
        ))}
      </ul>
      <More found={found} label={t('more')} />
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
