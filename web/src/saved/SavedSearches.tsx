'use client';

import { Button } from '@mantine/core';
import type { SavedSearchList } from '@stoa/contracts/http/savedSearches';
import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import Link from 'next/link';
import { type ReactElement, useState } from 'react';
import type { z } from 'zod';
import { activeFilters, addressOf, searchFrom } from '../search/filters';
import lists from '../search/Results.module.css';
import { useFilterText } from '../search/words';
import { EmptyState } from '../ui/EmptyState';
import { Problem } from '../ui/Problem';
import { Bar, Skeleton } from '../ui/Skeleton';
import { savedQueries } from './queries';
import { type Asked, SavedDialog } from './SavedDialog';
import classes from './Saved.module.css';
import { SavedHead } from './SavedHead';

type Saved = z.output<typeof SavedSearchList>['items'][number];

/** Searches by their names: opened, renamed, deleted. */
export function SavedSearches(): ReactElement {
  return (
    <>
      <SavedHead here="searches" />
      <List />
    </>
  );
}

function List(): ReactElement {
  const t = useTranslations('web.saved');
  const { data, error, refetch } = useQuery(savedQueries.searches());
  const [asked, setAsked] = useState<Asked | null>(null);
  if (error && !data) return <Problem error={error} onAgain={() => void refetch()} />;
  if (!data)
    return (
      <Skeleton>
        <div className={lists.list}>
          <Bar steps={19} />
          <Bar steps={19} />
        </div>
      </Skeleton>
    );
  if (data.items.length === 0)
    return (
      <EmptyState title={t('searchesEmpty')} help={t('searchesEmptyHelp')}>
        <Button component={Link} href="/">
          {t('find')}
        </Button>
      </EmptyState>
    );
  return (
    <>
      <ul className={lists.list}>
        {data.items.map((saved) => (
          <Row key={saved.id} saved={saved} onAsk={(what) => setAsked({ what, saved })} />
        ))}
      </ul>
      <SavedDialog asked={asked} onClose={() => setAsked(null)} />
    </>
  );
}

interface RowProps {
  readonly saved: Saved;
  readonly onAsk: (what: Asked['what']) => void;
}

function Row({ saved, onAsk }: RowProps): ReactElement {
  const t = useTranslations('web.saved');
  const textOf = useFilterText();
  // what an older search asked for and nobody understands any more is left out, as an address leaves it out
  const search = searchFrom({ get: (name) => saved.filters[name] ?? null });
  const said = activeFilters(search.filters).map((key) => textOf(key, search.filters));
  return (
    <li className={classes.row}>
      <div className={classes.what}>
        <h2>
          <Link href={addressOf(search)}>{saved.name}</Link>
        </h2>
        <p>{said.length === 0 ? t('everything') : said.join(' · ')}</p>
      </div>
      <div className={classes.rowActs}>
        {(['rename', 'delete'] as const).map((what) => (
          <Button key={what} variant="subtle" size="compact-sm" onClick={() => onAsk(what)}>
            {t(what)}
            <span className="hidden"> · {saved.name}</span>
          </Button>
        ))}
      </div>
    </li>
  );
}
