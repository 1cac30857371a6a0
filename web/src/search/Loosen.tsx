import { useQueries } from '@tanstack/react-query';
import { Button } from '@mantine/core';
import { useTranslations } from 'next-intl';
import type { ReactElement } from 'react';
import { EmptyState } from '../ui/EmptyState';
import { Bar } from '../ui/Skeleton';
import { activeFilters, type Filters, without } from './filters';
import { searchQueries } from './queries';
import classes from './Results.module.css';
import type { ChangeFilters } from './useSearch';
import { useFilterText } from './words';

interface Props {
  readonly filters: Filters;
  readonly onLoosen: ChangeFilters;
}

/** Nobody fits: says what to leave out first, by how many it would bring. */
export function Loosen({ filters, onLoosen }: Props): ReactElement {
  const t = useTranslations('web.search');
  const textOf = useFilterText();
  const active = activeFilters(filters);
  const counts = useQueries({ queries: active.map((key) => searchQueries.facets(without(filters, key))) });
  if (active.length === 0) return <EmptyState title={t('found', { n: 0 })} help={t('noneAnyHelp')} />;
  const isPending = counts.some((one) => one.isPending);
  const ways = active
    .map((key, i) => ({ key, n: counts[i]?.data?.total ?? 0 }))
    .filter(({ n }) => n > 0)
    .sort((a, b) => b.n - a.n);
  const helps = isPending || ways.length > 0;
  return (
    <EmptyState title={t('none')} help={helps ? t('noneHelp') : t('noneStill')}>
      <ul className={classes.ways} aria-busy={isPending}>
        {isPending
          ? active.map((key) => (
              <li key={key}>
                <Bar steps={11} />
              </li>
            ))
          : ways.map(({ key, n }) => (
              <li key={key}>
                <Button variant="default" fullWidth onClick={() => onLoosen(without(filters, key))}>
                  <span className={classes.way}>
                    {t('noneWithout', { filter: textOf(key, filters) })}
                    <b>{t('found', { n })}</b>
                  </span>
                </Button>
              </li>
            ))}
      </ul>
      <Button variant="subtle" onClick={() => onLoosen({})}>
        {t('clear')}
      </Button>
    </EmptyState>
  );
}
