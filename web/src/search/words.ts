'use client';

import { countryText, languageText, moneyText } from '@stoa/contracts/words/format';
import { en } from '@stoa/contracts/words/en';
import { useQuery } from '@tanstack/react-query';
import { useLocale, useTranslations } from 'next-intl';
import { queries } from '../client/queries';
import { USUAL_CURRENCY } from './amounts';
import type { FilterKey, Filters } from './filters';
import { useFreeText } from './FreeWeek';

export const isLevel = (value: string): value is keyof typeof en.web.search.levels =>
  Object.hasOwn(en.web.search.levels, value);

/** Subjects by their names; until they are known, by nothing. */
export function useSubjectNames(): (id: string) => string {
  const { data } = useQuery({ ...queries.subjects(), staleTime: 300_000 });
  const names = new Map(data?.items.map(({ id, name }) => [id, name]));
  return (id) => names.get(id) ?? '…';
}

function usePriceText(): (filters: Filters) => string {
  const t = useTranslations('web.search');
  const locale = useLocale();
  return ({ priceFrom, priceTo, currency = USUAL_CURRENCY }) => {
    const text = (minor = '0') => moneyText({ amountMinor: Number(minor), currency }, locale);
    const ends = { from: text(priceFrom), to: text(priceTo) };
    if (priceTo === undefined) return t('bandLast', ends);
    return priceFrom === undefined ? t('upTo', ends) : t('band', ends);
  };
}

/** What one filter asks for, in a few words: for its chip, and where it may be the one to leave out. */
export function useFilterText(): (key: FilterKey, filters: Filters) => string {
  const t = useTranslations('web.search');
  const locale = useLocale();
  const subject = useSubjectNames();
  const free = useFreeText();
  const price = usePriceText();
  const language = ({ language: code = '', languageLevel: level }: Filters): string => {
    const name = languageText(code, locale);
    if (level === undefined) return name;
    return t('languageAtLeast', { language: name, level: level === 'native' ? t('native') : level });
  };
  return (key, filters) => {
    const value = filters[key] ?? '';
    const said: Partial<Record<FilterKey, () => string>> = {
      text: () => `“${value.trim()}”`,
      subjectId: () => subject(value),
      level: () => (isLevel(value) ? t(`levels.${value}`) : value),
      free: () => free(filters),
      durationMinutes: () => t('minutes', { n: value }),
      priceFrom: () => price(filters),
      priceTo: () => price(filters),
      language: () => language(filters),
      rating: () => t('stars', { n: value }),
      country: () => countryText(value, locale),
      trial: () => t('trial'),
      instant: () => t('instant'),
    };
    return said[key]?.() ?? value;
  };
}
