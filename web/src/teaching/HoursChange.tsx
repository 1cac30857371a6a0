'use client';

import { Button } from '@mantine/core';
import { useTranslations } from 'next-intl';
import type { ReactElement } from 'react';
import { Difference } from '../ui/Difference';
import { Icon } from '../ui/icons';
import { Problem } from '../ui/Problem';
import classes from './HoursChange.module.css';
import { OutsideList } from './OutsideList';
import { overlapOf } from './refusedHours';
import { useRulesApart } from './rulesWords';
import type { Hours } from './useHours';

/** What saving means, before it is done; what differs, when somebody else saved meanwhile. */
export function HoursChange({ hours }: { readonly hours: Hours }): ReactElement | null {
  const t = useTranslations('web.teaching.hour');
  const apart = useRulesApart(hours.draft, hours.conflict);
  const { save, conflict } = hours;
  if (!hours.changed && !conflict) return save.done ? <Saved hours={hours} /> : null;
  return (
    <section aria-labelledby="means" className={classes.change}>
      <h2 id="means">{t('means')}</h2>
      {conflict ? (
        <Difference
          rows={apart}
          working={save.isPending}
          onMine={() => hours.keepMine(conflict)}
          onTheirs={() => hours.takeTheirs(conflict)}
        />
      ) : (
        <>
          <Meaning hours={hours} />
          {save.error && !overlapOf(save.error) ? (
            <Problem error={save.error} onAgain={save.send} again={save.isPending ? 'working' : 'ready'} />
          ) : null}
        </>
      )}
    </section>
  );
}

/** Saving is in reach from anywhere on the page while anything is unsaved. */
export function SaveBar({ hours }: { readonly hours: Hours }): ReactElement | null {
  const t = useTranslations('web.teaching.hour');
  const { save, preview, conflict } = hours;
  if (!hours.changed || conflict) return null;
  const n = preview.change ? preview.change.outside.length + preview.change.outsideMore : 0;
  return (
    <div className={classes.bar}>
      <p role="status" className={classes.state}>
        {preview.isChecking ? t('checking') : n > 0 ? <a href="#means">{t('outside', { n })}</a> : t('unsaved')}
      </p>
      <Button variant="default" onClick={hours.discard} disabled={save.isPending}>
        {t('discard')}
      </Button>
      <Button onClick={save.send} loading={save.isPending} data-save="">
        {t('save')}
      </Button>
    </div>
  );
}

function Meaning({ hours }: { readonly hours: Hours }): ReactElement | null {
  const t = useTranslations('web.teaching.hour');
  const { change, error } = hours.preview;
  if (error) return overlapOf(error) ? null : <Problem error={error} />;
  if (!change) return <p className="small quiet">{t('checking')}</p>;
  const n = change.outside.length + change.outsideMore;
  if (n === 0)
    return (
      <p className={classes.inside}>
        <Icon name="check" />
        {t('allInside')}
      </p>
    );
  return (
    <div className={classes.outside}>
      <p className={classes.count}>
        <Icon name="warn" />
        {t('outside', { n })}
      </p>
      <OutsideList outside={change.outside} more={change.outsideMore} asOf={change.asOf} />
    </div>
  );
}

/** After saving: that it is, and what still lies outside. */
function Saved({ hours }: { readonly hours: Hours }): ReactElement | null {
  const t = useTranslations('web.teaching.hour');
  const { done } = hours.save;
  if (!done) return null;
  const n = done.outside.length + done.outsideMore;
  return (
    <section className={classes.change}>
      <p role="status" className={classes.inside}>
        <Icon name="check" />
        {t('saved')}
      </p>
      {n > 0 ? (
        <>
          <p className={classes.count}>
            <Icon name="warn" />
            {t('outside', { n })}
          </p>
          <OutsideList outside={done.outside} more={done.outsideMore} asOf={done.asOf} />
        </>
      ) : null}
    </section>
  );
}
