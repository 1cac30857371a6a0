'use client';

import { Button } from '@mantine/core';
import { useTranslations } from 'next-intl';
import type { ReactElement } from 'react';
import classes from './Difference.module.css';

export interface DifferenceRow {
  readonly label: string;
  readonly mine: string;
  readonly theirs: string;
}

interface Props {
  readonly rows: readonly DifferenceRow[];
  readonly working: boolean;
  readonly onMine: () => void;
  readonly onTheirs: () => void;
}

/** Saved by two at once: what differs, side by side, and the reader chooses. Nothing was overwritten. */
export function Difference({ rows, working, onMine, onTheirs }: Props): ReactElement {
  const t = useTranslations('web.conflict');
  return (
    <div role="alert" className={classes.card}>
      <h2>{t('title')}</h2>
      <p>{t('help')}</p>
      <table className={classes.table}>
        <thead>
          <tr>
            <th scope="col">{t('what')}</th>
            <th scope="col">{t('mine')}</th>
            <th scope="col">{t('theirs')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ label, mine, theirs }) => (
            <tr key={label}>
              <th scope="row">{label}</th>
              <td data-side={t('mine')}>{mine || t('nothing')}</td>
              <td data-side={t('theirs')}>{theirs || t('nothing')}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <div className={classes.buttons}>
        <Button onClick={onMine} loading={working}>
          {t('keep')}
        </Button>
        <Button variant="default" onClick={onTheirs} disabled={working}>
          {t('take')}
        </Button>
      </div>
    </div>
  );
}
