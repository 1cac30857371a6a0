'use client';

import { Button } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { type ReactElement, useState } from 'react';
import { Dialog } from '../ui/Dialog';
import { FilterPanel } from './FilterPanel';
import { activeFilters, type Filters } from './filters';
import { searchQueries } from './queries';
import classes from './SearchPage.module.css';
import type { ChangeFilters } from './useSearch';

interface Props {
  readonly filters: Filters;
  readonly ratesNote: string | null;
  readonly onChange: ChangeFilters;
}

/** The filters in a hand: a sheet of their own, which says how many tutors it would show before it closes. */
export function FilterSheet({ filters, ratesNote, onChange }: Props): ReactElement {
  const t = useTranslations('web.search');
  const [draft, setDraft] = useState<Filters | null>(null);
  const count = activeFilters(filters).length;
  const close = () => setDraft(null);
  return (
    <>
      <Button className={classes.sheetButton} variant="default" size="sm" onClick={() => setDraft(filters)}>
        {count > 0 ? t('filtersCount', { n: String(count) }) : t('filters')}
      </Button>
      <Dialog title={draft ? t('filters') : null} onClose={close} fullScreen>
        {draft ? (
          <Sheet
            draft={draft}
            ratesNote={ratesNote}
            onDraft={setDraft}
            onDone={() => {
              onChange(draft);
              close();
            }}
          />
        ) : null}
      </Dialog>
    </>
  );
}

interface SheetProps {
  readonly draft: Filters;
  readonly ratesNote: string | null;
  readonly onDraft: ChangeFilters;
  readonly onDone: () => void;
}

function Sheet({ draft, ratesNote, onDraft, onDone }: SheetProps): ReactElement {
  const t = useTranslations('web.search');
  const { data: facets, isPlaceholderData } = useQuery({
    ...searchQueries.facets(draft),
    placeholderData: keepPreviousData,
  });
  return (
    <>
      <FilterPanel filters={draft} facets={facets} ratesNote={ratesNote} onChange={onDraft} />
      <div className={classes.sheetFoot}>
        <Button variant="subtle" onClick={() => onDraft(draft.text === undefined ? {} : { text: draft.text })}>
          {t('clear')}
        </Button>
        <div>
          <Button onClick={onDone} fullWidth aria-live="polite">
            {facets && !isPlaceholderData ? t('show', { n: facets.total }) : t('counting')}
          </Button>
        </div>
      </div>
    </>
  );
}
