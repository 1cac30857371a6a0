'use client';

import { Checkbox, NativeSelect, SegmentedControl } from '@mantine/core';
import type { RulesChangeView, TutorRulesBody, TutorRulesView } from '@stoa/contracts/http/hours';
import { offsetMinutes } from '@stoa/contracts/words/format';
import { placeOf } from '@stoa/contracts/words/zones';
import { POLICIES } from '@stoa/domain/policies';
import { useTranslations } from 'next-intl';
import { type ReactElement, useId, useMemo } from 'react';
import { offsetText } from '../tutors/ZoneLine';
import { zoneChoices } from '../account/places';
import { useReader } from '../ui/reader';
import { spanText } from './durations';
import classes from './RulesForm.module.css';

const { durationsMinutes: LENGTHS, slotStepsMinutes: STEPS, noticeMinutes, horizonDays, bufferMinutes } = POLICIES;
const within = (values: readonly number[], { min, max }: { min: number; max: number }) =>
  values.filter((value) => value >= min && value <= max);
const NOTICES = within([60, 120, 180, 240, 360, 720, 1440, 2880, 4320, 10_080], noticeMinutes);
const HORIZONS = within([7, 14, 30, 60, 90, 120, 180], horizonDays);
const BUFFERS = within([0, 5, 10, 15, 20, 30, 45, 60], bufferMinutes);
const A_DAY = [1, 2, 3, 4, 5, 6, 7, 8, 10, 12, 16];
const A_WEEK = [2, 4, 6, 8, 10, 12, 15, 20, 25, 30, 35, 40, 50, 60].map((hours) => hours * 60);

interface Props {
  readonly draft: TutorRulesBody;
  /** the rules as the server counts them: saved, or the preview of the draft */
  readonly counted: TutorRulesView;
  readonly zoneMove: RulesChangeView['zoneMove'];
  readonly onChange: (part: Partial<TutorRulesBody>) => void;
  readonly isZoneUnknown: boolean;
}

/** What is bookable beside the hours: lengths, notice, horizon, pause, limits, zone. */
export function RulesForm({ draft, counted, zoneMove, onChange, isZoneUnknown }: Props): ReactElement {
  const t = useTranslations('web.teaching.hour');
  return (
    <div className={classes.form}>
      <Lengths chosen={draft.durations} onChange={(durations) => onChange({ durations })} />
      <Step step={draft.slotStepMinutes} onChange={(slotStepMinutes) => onChange({ slotStepMinutes })} />
      <Choice
        label={t('field.minimumNoticeMinutes')}
        values={NOTICES}
        value={draft.minimumNoticeMinutes}
        text={(minutes) => t('noticeBefore', { time: spanText(minutes, t) })}
        onChange={(minimumNoticeMinutes) => onChange({ minimumNoticeMinutes })}
      />
      <Choice
        label={t('field.horizonDays')}
        values={HORIZONS}
        value={draft.horizonDays}
        text={(n) => t('horizonBefore', { n })}
        onChange={(days) => onChange({ horizonDays: days })}
      />
      <Choice
        label={t('field.bufferMinutes')}
        help={<BufferCost counted={counted} />}
        values={BUFFERS}
        value={draft.bufferMinutes}
        text={(minutes) => (minutes === 0 ? t('noPause') : spanText(minutes, t))}
        onChange={(minutes) => onChange({ bufferMinutes: minutes })}
      />
      <Limit
        label={t('field.maxSessionsPerDay')}
        values={A_DAY}
        value={draft.maxSessionsPerDay}
        text={(n) => t('lessonsN', { n })}
        onChange={(maxSessionsPerDay) => onChange({ maxSessionsPerDay })}
      />
      <Limit
        label={t('field.maxMinutesPerWeek')}
        values={A_WEEK}
        value={draft.maxMinutesPerWeek}
        text={(minutes) => spanText(minutes, t)}
        onChange={(maxMinutesPerWeek) => onChange({ maxMinutesPerWeek })}
      />
      <ZoneChoice zone={draft.zone} {...{ zoneMove, isZoneUnknown }} onChange={(zone) => onChange({ zone })} />
    </div>
  );
}

interface ChoiceProps {
  readonly label: string;
  readonly help?: ReactElement;
  readonly values: readonly number[];
  readonly value: number;
  readonly text: (value: number) => string;
  readonly onChange: (value: number) => void;
}

/** A number chosen from a few; one that was saved by other means stays choosable. */
function Choice({ label, help, values, value, text, onChange }: ChoiceProps): ReactElement {
  const all = values.includes(value) ? values : [...values, value].sort((a, b) => a - b);
  return (
    <NativeSelect
      label={label}
      description={help}
      data={all.map((one) => ({ value: String(one), label: text(one) }))}
      value={String(value)}
      onChange={(event) => onChange(Number(event.currentTarget.value))}
    />
  );
}

type LimitProps = Omit<ChoiceProps, 'value' | 'onChange'> & {
  readonly value: number | null;
  readonly onChange: (value: number | null) => void;
};

function Limit({ value, text, values, onChange, ...rest }: LimitProps): ReactElement {
  const t = useTranslations('web.teaching.hour');
  return (
    <Choice
      {...rest}
      values={[0, ...values]}
      value={value ?? 0}
      text={(one) => (one === 0 ? t('noLimit') : text(one))}
      onChange={(one) => onChange(one === 0 ? null : one)}
    />
  );
}

function Lengths({ chosen, onChange }: { chosen: readonly number[]; onChange: (all: number[]) => void }): ReactElement {
  const t = useTranslations('web.teaching.hour');
  return (
    <Checkbox.Group
      label={t('field.durations')}
      value={chosen.map(String)}
      // the last one stays: lessons have a length
      onChange={(all) => all.length > 0 && onChange(all.map(Number).sort((a, b) => a - b))}
    >
      <div className={classes.lengths}>
        {LENGTHS.map((minutes) => (
          <Checkbox key={minutes} value={String(minutes)} label={t('minutes', { n: String(minutes) })} />
        ))}
      </div>
    </Checkbox.Group>
  );
}

function Step({ step, onChange }: { readonly step: number; readonly onChange: (step: number) => void }): ReactElement {
  const t = useTranslations('web.teaching.hour');
  const id = useId();
  return (
    <div>
      <span id={id} className={classes.label}>
        {t('field.slotStepMinutes')}
      </span>
      <SegmentedControl
        aria-labelledby={id}
        fullWidth
        value={String(step)}
        data={STEPS.map((minutes) => ({ value: String(minutes), label: t('stepEvery', { n: String(minutes) }) }))}
        onChange={(value) => onChange(Number(value))}
      />
    </div>
  );
}

const sum = (numbers: readonly number[]): number => numbers.reduce((all, one) => all + one, 0);

/** What the pause costs, in lessons of a full week, as the server counts. */
function BufferCost({ counted }: { readonly counted: TutorRulesView }): ReactElement {
  const t = useTranslations('web.teaching.hour');
  const { durationMinutes, lessonsADay, lessonsADayWithoutBuffer } = counted.bufferCost;
  const [fit, all] = [sum(lessonsADay), sum(lessonsADayWithoutBuffer)];
  if (counted.bufferMinutes === 0) return <>{t('bufferFree')}</>;
  if (fit === all) return <>{t('bufferNone')}</>;
  return <>{t('bufferCost', { with: fit, without: String(all), minutes: String(durationMinutes) })}</>;
}

type ZoneProps = Pick<Props, 'zoneMove' | 'isZoneUnknown'> & {
  readonly zone: string;
  readonly onChange: (zone: string) => void;
};

function ZoneChoice({ zone, zoneMove, isZoneUnknown, onChange }: ZoneProps): ReactElement {
  const t = useTranslations('web.teaching.hour');
  const errors = useTranslations('errors');
  const zones = useMemo(() => zoneChoices(zone), [zone]);
  const moved = (move: NonNullable<Props['zoneMove']>): string => {
    const values = { from: move.from, to: move.to, time: spanText(Math.abs(move.laterMinutes), t) };
    if (move.laterMinutes === 0) return t('zoneSame', values);
    return t(move.laterMinutes < 0 ? 'zoneEarlier' : 'zoneLater', values);
  };
  return (
    <NativeSelect
      label={t('field.zone')}
      description={zoneMove ? moved(zoneMove) : t('zoneHelp')}
      error={isZoneUnknown ? `${errors('zone_unknown.title')}. ${errors('zone_unknown.next')}` : undefined}
      data={zones}
      value={zone}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}

/** "Kyiv (UTC+2)" at the time of the view. */
export function useZoneText(zone: string, asOf: string): { place: string; offset: string } {
  const { now } = useReader(asOf);
  return { place: placeOf(zone), offset: offsetText(offsetMinutes(now, zone)) };
}
