import { NativeSelect, TextInput } from '@mantine/core';
import type { TutorFacets } from '@stoa/contracts/http/search';
import { moneyText } from '@stoa/contracts/words/format';
import { useLocale, useTranslations } from 'next-intl';
import { type ReactElement, useId, useState } from 'react';
import type { z } from 'zod';
import { CURRENCY_CODES, minorOf, typedOf, USUAL_CURRENCY } from './amounts';
import { Facet, type FacetChoice } from './Facet';
import { changed, type Filters } from './filters';
import classes from './FilterPanel.module.css';
import type { ChangeFilters } from './useSearch';

type Bands = z.output<typeof TutorFacets>['prices'];
interface Props {
  readonly filters: Filters;
  /** undefined while they are counted */
  readonly bands: Bands | undefined;
  readonly ratesNote: string | null;
  readonly onChange: ChangeFilters;
}

/** The bands of prices by name; the open ones say so. */
function useBands(bands: Bands | undefined): FacetChoice[] | undefined {
  const t = useTranslations('web.search');
  const locale = useLocale();
  return bands?.flatMap(({ from, to, count }) => {
    const ends = { from: moneyText(from, locale), to: to ? moneyText(to, locale) : '' };
    const label = to === null ? t('bandLast', ends) : from.amountMinor === 0 ? t('bandFirst', ends) : t('band', ends);
    // the next band begins where this one ends
    const value = `${from.amountMinor}-${to ? to.amountMinor - 1 : ''}`;
    return count > 0 ? [{ value, label, count }] : [];
  });
}

/** What an hour may cost, in the reader's currency: by band, or exactly. */
export function PriceFilter({ filters, bands, ratesNote, onChange }: Props): ReactElement {
  const t = useTranslations('web.search');
  const { priceFrom, priceTo, currency = USUAL_CURRENCY } = filters;
  const set = (from: string | undefined, to: string | undefined) =>
    onChange(changed(filters, { priceFrom: from, priceTo: to }));
  return (
    <div className={classes.price}>
      <Facet
        title={t('price')}
        choices={useBands(bands)}
        chosen={`${priceFrom ?? '0'}-${priceTo ?? ''}`}
        onChoose={(value) => {
          const [from, to] = value?.split('-') ?? [];
          set(from === '0' ? undefined : from, to === '' ? undefined : to);
        }}
      />
      <Exactly key={`${priceFrom}-${priceTo}-${currency}`} filters={filters} onSet={set} />
      <NativeSelect
        label={t('currency')}
        size="sm"
        data={CURRENCY_CODES}
        value={currency}
        onChange={({ currentTarget: { value } }) =>
          // an amount of one currency means nothing in another
          onChange(changed(filters, { currency: value, priceFrom: undefined, priceTo: undefined }))
        }
      />
      {ratesNote ? <p className={classes.note}>{ratesNote}</p> : null}
    </div>
  );
}

interface ExactlyProps {
  readonly filters: Filters;
  readonly onSet: (from: string | undefined, to: string | undefined) => void;
}

const isCrossed = (low: string | null, high: string | null): boolean =>
  Boolean(low) && Boolean(high) && Number(low) > Number(high);

/** Two amounts; what cannot be is said beside them, and stays as it was typed. */
function Exactly({ filters, onSet }: ExactlyProps): ReactElement {
  const t = useTranslations('web.search');
  const refused = useTranslations('errors.search_price_invalid');
  const id = useId();
  const { currency = USUAL_CURRENCY } = filters;
  const [from, setFrom] = useState(typedOf(filters.priceFrom, currency));
  const [to, setTo] = useState(typedOf(filters.priceTo, currency));
  const [low, high] = [minorOf(from, currency), minorOf(to, currency)];
  const crossed = isCrossed(low, high);
  const error = crossed ? refused('title') : low === null || high === null ? t('priceUnreadable') : null;
  const commit = () => {
    if (error === null) onSet(low || undefined, high || undefined);
  };
  const field = {
    inputMode: 'decimal',
    size: 'sm',
    onBlur: commit,
    'aria-describedby': error ? id : undefined,
  } as const;
  return (
    <form
      className={classes.exactly}
      onSubmit={(event) => {
        event.preventDefault();
        commit();
      }}
    >
      <TextInput
        {...field}
        label={t('priceFrom')}
        value={from}
        error={low === null || crossed}
        onChange={(event) => setFrom(event.currentTarget.value)}
      />
      <TextInput
        {...field}
        label={t('priceTo')}
        value={to}
        error={high === null || crossed}
        onChange={(event) => setTo(event.currentTarget.value)}
      />
      <button type="submit" className="hidden" tabIndex={-1} aria-hidden="true" />
      {error ? (
        <p id={id} role="alert" className={classes.error}>
          {error}
        </p>
      ) : null}
    </form>
  );
}
