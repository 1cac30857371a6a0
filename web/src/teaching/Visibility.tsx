'use client';

import type { VisibilityView } from '@stoa/contracts/http/search';
import { momentText } from '@stoa/contracts/words/format';
import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import type { ReactElement } from 'react';
import { Icon } from '../ui/icons';
import { Problem } from '../ui/Problem';
import { useReader } from '../ui/reader';
import { Bar, Skeleton } from '../ui/Skeleton';
import { teachingQueries } from './queries';
import classes from './Standing.module.css';

/** Whether searches show the tutor, why not, and what the order of results sees. */
export function Visibility(): ReactElement {
  const t = useTranslations('web.teaching.standing');
  const seen = useQuery(teachingQueries.visibility());
  return (
    <section aria-labelledby="visibility">
      <h2 id="visibility">{t('visibility')}</h2>
      {seen.data ? (
        <Seen view={seen.data} />
      ) : seen.error ? (
        <Problem error={seen.error} onAgain={() => void seen.refetch()} />
      ) : (
        <Skeleton>
          <Bar chars={30} />
        </Skeleton>
      )}
    </section>
  );
}

function Seen({ view }: { readonly view: VisibilityView }): ReactElement {
  const t = useTranslations('web.teaching.standing');
  const words = useTranslations('search');
  const reader = useReader(view.asOf);
  const until = (at: string | null) => (at ? momentText(Date.parse(at), reader) : '');
  return (
    <>
      <p className={classes.line} data-good={view.listed}>
        <Icon name={view.listed ? 'check' : 'warn'} />
        {t(view.listed ? 'shown' : 'hidden')}
      </p>
      {view.hidden.length > 0 ? (
        <ul className={classes.why}>
          {view.hidden.map(({ code, until: at }) => (
            <li key={code}>{words(`hidden.${code}`, { until: until(at) })}</li>
          ))}
        </ul>
      ) : null}
      <p className="small quiet">{t('factors')}</p>
      <ul className={classes.factors}>
        {view.factors.map(({ code, points, most }) => (
          <li key={code}>
            <span>{words(`why.${code}`)}</span>
            <span className={classes.meter} aria-hidden="true">
              <span style={{ inlineSize: `${(points / most) * 100}%` }} />
            </span>
            <span className="fine quiet">{t('points', { points: String(points), most: String(most) })}</span>
          </li>
        ))}
      </ul>
    </>
  );
}
