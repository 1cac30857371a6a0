import type { ReasonView, SlotExplanation } from '@stoa/contracts/http/hoursExplained';
import { dateKey, dateText, momentText, type Reader, timeText } from '@stoa/contracts/words/format';
import { useLocale, useTranslations } from 'next-intl';
import { useReader } from '../ui/reader';
import { spanText } from './durations';
import { spanText as exceptionText } from './exceptionWords';
import { listed } from './names';

interface Tongue {
  readonly t: ReturnType<typeof useTranslations<'web.teaching.hour.why'>>;
  readonly hour: ReturnType<typeof useTranslations<'web.teaching.hour'>>;
  /** reads the clock of the hours, not the reader's own: the question was asked by it */
  readonly reader: Reader;
}
interface Stretch {
  readonly startsAt: string;
  readonly endsAt: string;
}
type Of<R extends ReasonView['reason']> = Extract<ReasonView, { reason: R }>;

function span({ startsAt, endsAt }: Stretch, { reader }: Tongue): string {
  const [from, to] = [Date.parse(startsAt), Date.parse(endsAt)];
  const ends = timeText(to, reader);
  const isSameDay = dateKey(from, reader.zone) === dateKey(to, reader.zone);
  return `${timeText(from, reader)}–${isSameDay ? ends : `${ends} (${dateText(to, reader)})`}`;
}

const moment = (at: string, { reader }: Tongue): string => momentText(Date.parse(at), reader);
const all = (items: readonly string[], { reader }: Tongue): string => listed(items, reader.locale);

function taken(one: Of<'busy'>['busy'][number], tongue: Tongue): string {
  const { t } = tongue;
  const when = span(one, tongue);
  const what =
    one.bookingCode === null ? t('hold', { span: when }) : t('booking', { code: one.bookingCode, span: when });
  return one.bufferMinutes > 0 ? `${what}, ${t('buffer', { n: String(one.bufferMinutes) })}` : what;
}

/** One sentence per reason; a new one does not compile before it has its own. */
const SAY: { readonly [R in ReasonView['reason']]: (one: Of<R>, tongue: Tongue) => string } = {
  duration: ({ offeredMinutes }, tongue) =>
    tongue.t('duration', {
      list: all(
        offeredMinutes.map((n) => tongue.hour('minutes', { n: String(n) })),
        tongue,
      ),
    }),
  past: (_, { t }) => t('past'),
  notice: ({ noticeMinutes, until }, tongue) =>
    tongue.t('notice', { time: spanText(noticeMinutes, tongue.hour), until: moment(until, tongue) }),
  horizon: ({ horizonDays, until }, tongue) => tongue.t('horizon', { n: horizonDays, until: moment(until, tongue) }),
  outside_hours: ({ open }, tongue) =>
    open.length === 0
      ? tongue.t('outside_none')
      : tongue.t('outside_hours', {
          list: all(
            open.map((one) => span(one, tongue)),
            tongue,
          ),
        }),
  off_step: ({ stepMinutes, before, after }, { t, reader }) =>
    t('off_step', {
      n: String(stepMinutes),
      before: timeText(Date.parse(before), reader),
      after: timeText(Date.parse(after), reader),
    }),
  repeated_hour: (_, { t }) => t('repeated_hour'),
  blackout: ({ blackouts }, tongue) =>
    tongue.t('blackout', {
      list: all(
        blackouts.map((one) => exceptionText(one, tongue.reader.locale) + (one.reason ? ` (${one.reason})` : '')),
        tongue,
      ),
    }),
  busy: ({ busy }, tongue) =>
    tongue.t('busy', {
      list: all(
        busy.map((one) => taken(one, tongue)),
        tongue,
      ),
    }),
  calendar_busy: ({ busy }, tongue) =>
    tongue.t('calendar_busy', {
      list: all(
        busy.map((one) => span(one, tongue)),
        tongue,
      ),
    }),
  day_limit: ({ taken: n, limit }, { t }) => t('day_limit', { taken: String(n), limit }),
  week_limit: ({ taken: n, limit }, { t, reader }) => {
    const hours = (minutes: number) =>
      new Intl.NumberFormat(reader.locale, { maximumFractionDigits: 1 }).format(minutes / 60);
    return t('week_limit', { taken: hours(n), limit: hours(limit) });
  },
};

/** A reason in words, by the clock of the hours. */
export function useReasonText({ zone, asOf }: SlotExplanation): (one: ReasonView) => string {
  const t = useTranslations('web.teaching.hour.why');
  const hour = useTranslations('web.teaching.hour');
  const locale = useLocale();
  const { now } = useReader(asOf);
  const tongue: Tongue = { t, hour, reader: { locale, zone, now } };
  return (one) => (SAY[one.reason] as (one: ReasonView, tongue: Tongue) => string)(one, tongue);
}
