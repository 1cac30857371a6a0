import type { TutorRulesBody, TutorRulesView } from '@stoa/contracts/http/hours';
import { useLocale, useTranslations } from 'next-intl';
import type { DifferenceRow } from '../ui/Difference';
import { spanText } from './durations';
import { listed, weekdayName } from './names';
import { bodyOf, fieldsApart, type RulesField } from './rules';
import { WEEKDAYS, windowsOn } from './weekHours';

type Say = ReturnType<typeof useTranslations<'web.teaching.hour'>>;

function dayRows(mine: TutorRulesBody, theirs: TutorRulesBody, locale: string): DifferenceRow[] {
  const text = ({ windows }: TutorRulesBody, weekday: number) =>
    windowsOn(windows, weekday)
      .map(({ window }) => `${window.start}–${window.end}`)
      .join(', ');
  return WEEKDAYS.map((weekday) => ({
    label: weekdayName(weekday, locale),
    mine: text(mine, weekday),
    theirs: text(theirs, weekday),
  })).filter((row) => row.mine !== row.theirs);
}

type Plain = Exclude<RulesField, 'windows'>;
const TEXTS: { readonly [F in Plain]: (value: TutorRulesBody[F], t: Say, locale: string) => string } = {
  zone: (zone) => zone,
  durations: (all, t, locale) =>
    listed(
      [...all].sort((a, b) => a - b).map((minutes) => t('minutes', { n: String(minutes) })),
      locale,
    ),
  slotStepMinutes: (minutes, t) => t('stepEvery', { n: String(minutes) }),
  minimumNoticeMinutes: (minutes, t) => t('noticeBefore', { time: spanText(minutes, t) }),
  horizonDays: (n, t) => t('horizonBefore', { n }),
  bufferMinutes: (minutes, t) => (minutes === 0 ? t('noPause') : spanText(minutes, t)),
  maxSessionsPerDay: (n, t) => (n === null ? t('noLimit') : t('lessonsN', { n })),
  maxMinutesPerWeek: (minutes, t) => (minutes === null ? t('noLimit') : spanText(minutes, t)),
};

/** What differs between the draft and what was saved meanwhile, in words. */
export function useRulesApart(mine: TutorRulesBody, saved: TutorRulesView | null): DifferenceRow[] {
  const t = useTranslations('web.teaching.hour');
  const locale = useLocale();
  if (!saved) return [];
  const theirs = bodyOf(saved);
  return fieldsApart(mine, theirs).flatMap((field) => {
    if (field === 'windows') return dayRows(mine, theirs, locale);
    const text = TEXTS[field] as (value: unknown, t: Say, locale: string) => string;
    return [{ label: t(`field.${field}`), mine: text(mine[field], t, locale), theirs: text(theirs[field], t, locale) }];
  });
}
