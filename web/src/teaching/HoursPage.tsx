'use client';

import { SegmentedControl } from '@mantine/core';
import type { TutorRulesView } from '@stoa/contracts/http/hours';
import { useQuery } from '@tanstack/react-query';
import { useLocale, useTranslations } from 'next-intl';
import { type ReactElement, useState } from 'react';
import { codeOf } from '../client/problem';
import { Awaited } from './Awaited';
import classes from './HoursPage.module.css';
import { HoursChange, SaveBar } from './HoursChange';
import { weekdayName } from './names';
import { teachingQueries } from './queries';
import { overlapOf, wrongIn } from './refusedHours';
import { RulesForm, useZoneText } from './RulesForm';
import { TeachingFrame } from './TeachingFrame';
import { type Hours, useHours } from './useHours';
import { WeekGrid } from './WeekGrid';
import { WeekList } from './WeekList';
import { WhyNot } from './WhyNot';

/** When a tutor teaches: every week, the limits, the exceptions, and why a time is not offered. */
export function HoursPage(): ReactElement {
  return (
    <TeachingFrame>
      <Loaded />
    </TeachingFrame>
  );
}

function Loaded(): ReactElement {
  const t = useTranslations('web.teaching.hour');
  const rules = useQuery(teachingQueries.rules());
  return (
    <Awaited asked={rules} title={t('title')} shape={{ chars: 34, steps: 160 }}>
      {(saved) => (
        <>
          <Editor saved={saved} />
          <WhyNot rules={saved} />
        </>
      )}
    </Awaited>
  );
}

function Editor({ saved }: { readonly saved: TutorRulesView }): ReactElement {
  const t = useTranslations('web.teaching.hour');
  const hours = useHours(saved);
  const zone = useZoneText(hours.draft.zone, saved.asOf);
  const { change } = hours.preview;
  return (
    <div>
      <header className={classes.head}>
        <h1>{t('title')}</h1>
        <p className="small quiet">{t('zone', zone)}</p>
      </header>
      <div className={classes.columns}>
        <Week hours={hours} saved={saved} />
        <section aria-labelledby="rules" className={classes.rules}>
          <h2 id="rules">{t('rules')}</h2>
          <RulesForm
            draft={hours.draft}
            counted={change?.rules ?? saved}
            zoneMove={change?.zoneMove ?? null}
            isZoneUnknown={[hours.preview.error, hours.save.error].some((error) => codeOf(error) === 'zone_unknown')}
            onChange={hours.change}
          />
        </section>
      </div>
      <HoursChange hours={hours} />
      <SaveBar hours={hours} />
    </div>
  );
}

interface WeekSectionProps {
  readonly hours: Hours;
  readonly saved: TutorRulesView;
}

function Week({ hours, saved }: WeekSectionProps): ReactElement {
  const t = useTranslations('web.teaching.hour');
  const locale = useLocale();
  const [view, setView] = useState('week');
  const { windows, slotStepMinutes: step } = hours.draft;
  const overlap = overlapOf(hours.preview.error) ?? overlapOf(hours.save.error);
  const week = {
    windows,
    step,
    wrong: wrongIn(windows, overlap),
    onChange: (next: typeof windows) => hours.change({ windows: next }),
  };
  const total = (hours.preview.change?.rules ?? saved).minutesPerWeek;
  return (
    <section aria-labelledby="week" data-view={view} className={classes.week}>
      <div className={classes.bar}>
        <h2 id="week">
          {t('week')} <span className={classes.total}>{t('total', { hours: hoursText(total, locale) })}</span>
        </h2>
        <SegmentedControl
          aria-label={t('view')}
          size="xs"
          value={view}
          onChange={setView}
          className={classes.views}
          data={[
            { value: 'week', label: t('asWeek') },
            { value: 'list', label: t('asList') },
          ]}
        />
      </div>
      {overlap ? (
        <p role="alert" className={classes.wrong}>
          {t('overlap', {
            day: weekdayName(overlap.other.weekday, locale),
            from: overlap.other.start,
            to: overlap.other.end,
          })}
        </p>
      ) : null}
      <div className={classes.asWeek}>
        <p className="small quiet">{t('weekHelp')}</p>
        <WeekGrid {...week} />
      </div>
      <div className={classes.asList}>
        <WeekList {...week} />
      </div>
    </section>
  );
}

function hoursText(minutes: number, locale: string): string {
  return new Intl.NumberFormat(locale, { maximumFractionDigits: 2 }).format(minutes / 60);
}
