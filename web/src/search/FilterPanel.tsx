'use client';

import { NativeSelect } from '@mantine/core';
import type { TutorFacets } from '@stoa/contracts/http/search';
import { countryText, languageText } from '@stoa/contracts/words/format';
import { useLocale, useTranslations } from 'next-intl';
import type { ReactElement } from 'react';
import type { z } from 'zod';
import { Choice, Facet, type FacetChoice } from './Facet';
import { changed, type FilterKey, type Filters } from './filters';
import classes from './FilterPanel.module.css';
import { FreeWeek } from './FreeWeek';
import { PriceFilter } from './PriceFilter';
import type { ChangeFilters } from './useSearch';
import { isLevel, useSubjectNames } from './words';

type Facets = z.output<typeof TutorFacets>;
interface Props {
  readonly filters: Filters;
  /** undefined until they were counted, null where they could not be */
  readonly facets: Facets | null | undefined;
  readonly ratesNote: string | null;
  readonly onChange: ChangeFilters;
}

const LENGTHS = ['30', '45', '60', '90', '120'];
const LANGUAGE_LEVELS = ['A1', 'A2', 'B1', 'B2', 'C1', 'C2', 'native'];

/** What was counted by the names of the reader's language; what is chosen is there also when nobody is left in it. */
function named(
  counts: Facets['subjects'] | null | undefined,
  chosen: string | undefined,
  nameOf: (value: string) => string,
): FacetChoice[] | undefined {
  if (counts === undefined) return undefined;
  if (counts === null) return chosen === undefined ? [] : [{ value: chosen, label: nameOf(chosen), count: null }];
  const missing = chosen !== undefined && !counts.some(({ value }) => value === chosen);
  const all = missing ? [...counts, { value: chosen, count: 0 }] : counts;
  return all.map(({ value, count }) => ({ value, count, label: nameOf(value) }));
}

/** Everything that can be asked for. */
export function FilterPanel({ filters, facets, ratesNote, onChange }: Props): ReactElement {
  const t = useTranslations('web.search');
  const locale = useLocale();
  const subjectName = useSubjectNames();
  const set = (key: FilterKey) => (value: string | undefined) => onChange(changed(filters, { [key]: value }));
  const levelName = (value: string) => (isLevel(value) ? t(`levels.${value}`) : value);
  return (
    <div className={classes.panel}>
      <Facet
        title={t('subject')}
        choices={named(facets && facets.subjects, filters.subjectId, subjectName)}
        chosen={filters.subjectId}
        onChoose={set('subjectId')}
      />
      <FreeWeek filters={filters} onChange={onChange} />
      <PriceFilter
        filters={filters}
        bands={facets === null ? [] : facets?.prices}
        ratesNote={ratesNote}
        onChange={onChange}
      />
      <Facet
        title={t('length')}
        choices={LENGTHS.map((value) => ({ value, label: t('minutes', { n: value }), count: null }))}
        chosen={filters.durationMinutes}
        onChoose={set('durationMinutes')}
      />
      <Facet
        title={t('level')}
        choices={named(facets && facets.levels, filters.level, levelName)}
        chosen={filters.level}
        onChoose={set('level')}
      />
      <Languages filters={filters} facets={facets} onChange={onChange} />
      <Offers filters={filters} facets={facets} onChange={onChange} />
      <Facet
        title={t('country')}
        choices={named(facets && facets.countries, filters.country, (value) => countryText(value, locale))}
        chosen={filters.country}
        onChoose={set('country')}
      />
    </div>
  );
}

/** The language of the lesson, and how well it should be spoken. */
function Languages({ filters, facets, onChange }: Omit<Props, 'ratesNote'>): ReactElement {
  const t = useTranslations('web.search');
  const locale = useLocale();
  return (
    <>
      <Facet
        title={t('language')}
        choices={named(facets && facets.languages, filters.language, (value) => languageText(value, locale))}
        chosen={filters.language}
        onChoose={(value) => onChange(changed(filters, { language: value }))}
      />
      {filters.language ? (
        <NativeSelect
          label={t('languageLevel')}
          size="sm"
          data={[
            { value: '', label: t('any') },
            ...LANGUAGE_LEVELS.map((value) => ({ value, label: value === 'native' ? t('native') : value })),
          ]}
          value={filters.languageLevel ?? ''}
          onChange={(event) => onChange(changed(filters, { languageLevel: event.currentTarget.value }))}
        />
      ) : null}
    </>
  );
}

const byStars = (a: FacetChoice, b: FacetChoice): number => Number(b.value) - Number(a.value);

/** Rating, trial and booking at once. */
function Offers({ filters, facets, onChange }: Omit<Props, 'ratesNote'>): ReactElement {
  const t = useTranslations('web.search');
  const countOf = (offer: string) => facets?.offers.find(({ value }) => value === offer)?.count ?? 0;
  return (
    <>
      <Facet
        title={t('rating')}
        choices={named(facets && facets.ratings, filters.rating, (n) => t('stars', { n }))?.sort(byStars)}
        chosen={filters.rating}
        onChoose={(value) => onChange(changed(filters, { rating: value }))}
      />
      <fieldset className={classes.group}>
        <legend>{t('offers')}</legend>
        {(['trial', 'instant'] as const).map((key) => (
          <Choice
            key={key}
            label={t(key)}
            count={facets ? countOf(key) : null}
            chosen={filters[key] === 'true'}
            onPress={() => onChange(changed(filters, { [key]: filters[key] ? undefined : 'true' }))}
          />
        ))}
      </fieldset>
    </>
  );
}
