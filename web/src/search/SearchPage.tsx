'use client';

import { NativeSelect } from '@mantine/core';
import { SORTS, type SearchSort } from '@stoa/domain/search';
import { dateText } from '@stoa/contracts/words/format';
import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useLocale, useTranslations } from 'next-intl';
import type { ReactElement } from 'react';
import { KeptNote } from '../saved/KeptNote';
import { SaveSearch } from '../saved/SaveSearch';
import { Bar } from '../ui/Skeleton';
import { CompareBar } from './CompareBar';
import { FilterChips } from './FilterChips';
import { FilterPanel } from './FilterPanel';
import { addressOf } from './filters';
import { FilterSheet } from './FilterSheet';
import { searchQueries } from './queries';
import { Results } from './Results';
import { SearchText } from './SearchText';
import classes from './SearchPage.module.css';
import { type Searching, useSearch } from './useSearch';

/** Finding a tutor: what is asked for stands in the address, what was found beside it. */
export function SearchPage(): ReactElement {
  const t = useTranslations('web.search');
  const search = useSearch();
  const { filters, sort, go } = search;
  const ratesNote = useRatesNote(search);
  const counted = useQuery({ ...searchQueries.facets(filters), placeholderData: keepPreviousData });
  const facets = counted.data ?? (counted.error ? null : undefined);
  return (
    <>
      <header className={classes.head}>
        <h1>{t('title')}</h1>
        <p>{t('lead')}</p>
        <SearchText filters={filters} onChange={(next, step) => go({ filters: next }, step)} />
      </header>
      <div className={classes.columns}>
        <aside className={classes.panel} aria-label={t('filters')}>
          <FilterPanel
            filters={filters}
            facets={facets}
            ratesNote={ratesNote}
            onChange={(next) => go({ filters: next })}
          />
        </aside>
        <section aria-label={t('results')} className={classes.found}>
          <div className={classes.bar}>
            <h2 aria-live="polite">
              {facets ? t('found', { n: facets.total }) : facets === null ? t('results') : <CountWaits />}
            </h2>
            <FilterSheet filters={filters} ratesNote={ratesNote} onChange={(next) => go({ filters: next })} />
            <SortChoice sort={sort} onChoose={(next) => go({ sort: next })} />
          </div>
          <FilterChips filters={filters} onChange={(next) => go({ filters: next })}>
            <li>
              <SaveSearch key={addressOf({ filters, sort: 'relevance' })} filters={filters} />
            </li>
          </FilterChips>
          <KeptNote />
          <Results search={search} onLoosen={(next) => go({ filters: next })} />
        </section>
      </div>
      <CompareBar />
    </>
  );
}

function CountWaits(): ReactElement {
  const t = useTranslations('web.search');
  return (
    <>
      <span className="hidden">{t('counting')}</span>
      <Bar chars={9} as="lead" />
    </>
  );
}

/** By the rates of which day prices were converted, where any was. */
function useRatesNote(search: Searching): string | null {
  const t = useTranslations('web.search');
  const locale = useLocale();
  const { data } = useInfiniteQuery({ ...searchQueries.results(search), placeholderData: keepPreviousData });
  const first = data?.pages[0];
  if (!first?.ratesOf) return null;
  const reader = { locale, zone: 'UTC', now: Date.parse(first.asOf) };
  return t('rates', { day: dateText(Date.parse(first.ratesOf), reader) });
}

interface SortProps {
  readonly sort: SearchSort;
  readonly onChoose: (sort: SearchSort) => void;
}

function SortChoice({ sort, onChoose }: SortProps): ReactElement {
  const t = useTranslations('web.search');
  return (
    <NativeSelect
      className={classes.sort}
      aria-label={t('sort')}
      size="sm"
      value={sort}
      data={SORTS.map((value) => ({ value, label: t(`sorts.${value}`) }))}
      onChange={({ currentTarget: { value } }) => {
        const chosen = SORTS.find((one) => one === value);
        if (chosen) onChoose(chosen);
      }}
    />
  );
}
