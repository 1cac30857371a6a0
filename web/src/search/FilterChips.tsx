import { useTranslations } from 'next-intl';
import type { ReactElement, ReactNode } from 'react';
import { Icon } from '../ui/icons';
import { activeFilters, type Filters, without } from './filters';
import classes from './SearchPage.module.css';
import type { ChangeFilters } from './useSearch';
import { useFilterText } from './words';

interface Props {
  readonly filters: Filters;
  readonly onChange: ChangeFilters;
  /** what else can be done with these filters */
  readonly children?: ReactNode;
}

/** What is asked for, one by one; each is taken away by pressing it. */
export function FilterChips({ filters, onChange, children }: Props): ReactElement | null {
  const t = useTranslations('web.search');
  const textOf = useFilterText();
  const active = activeFilters(filters);
  if (active.length === 0) return null;
  return (
    <ul className={classes.chips} aria-label={t('active')}>
      {active.map((key) => (
        <li key={key}>
          <button type="button" className={classes.chip} onClick={() => onChange(without(filters, key))}>
            <span className="hidden">{t('remove', { filter: textOf(key, filters) })}</span>
            <span aria-hidden="true">{textOf(key, filters)}</span>
            <Icon name="cross" size={12} />
          </button>
        </li>
      ))}
      <li>
        <button type="button" className={classes.clear} onClick={() => onChange({})}>
          {t('clear')}
        </button>
      </li>
      {children}
    </ul>
  );
}
