import type { useTranslations } from 'next-intl';

const HOUR = 60;
const DAY = 24 * HOUR;
type Say = ReturnType<typeof useTranslations<'web.teaching.hour'>>;

/** A number of minutes as people say it: "45 min", "2 hours", "3 days". */
export function spanText(minutes: number, t: Say): string {
  if (minutes % DAY === 0 && minutes > 0) return t('daysN', { n: minutes / DAY });
  if (minutes % HOUR === 0 && minutes > 0) return t('hoursN', { n: minutes / HOUR });
  return t('minutes', { n: String(minutes) });
}
