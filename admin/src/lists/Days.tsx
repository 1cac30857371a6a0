import { dateKey } from '@stoa/contracts/words/format';
import { DatePicker } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';
import { type ReactElement, useId } from 'react';
import { stoaNow } from '../clock';
import { usePerson, words } from '../words';
import { type Filters, TODAY } from './question';

const t = words.list;
const DAY = 'YYYY-MM-DD';
/** The first is shown; whoever types may write a day in any of them. */
const WAYS_TO_WRITE = ['D MMM YYYY', DAY, 'D.M.YYYY', 'D/M/YYYY', 'D MMMM YYYY'];
/** Days from today at both ends. */
const PRESETS = [
  ['today', 0, 0],
  ['nextWeek', 0, 6],
  ['lastWeek', -6, 0],
  ['lastMonth', -29, 0],
] as const;

type Side = 'from' | 'to';
type Range = Pick<Filters, Side>;
interface DaysProps {
  readonly range: Range;
  /** of its two ends */
  readonly labels: Readonly<Record<Side, string>>;
  readonly onPick: (range: Record<Side, string>) => void;
}

/** A day of the calendar without a zone or an hour: the zone is the reader's, and is put to it when the API is asked. */
const dayOf = (value: string | undefined, today: string): Dayjs | null =>
  value ? dayjs(value === TODAY ? today : value) : null;

/** Today of Stoa's clock and the reader's zone has the ring; the computer's own today has none. */
const cellOf =
  (today: string) =>
  (day: Dayjs | string | number, { type, originNode }: { type: string; originNode: ReactElement }): ReactElement =>
    type === 'date' && dayjs(day).format(DAY) === today ? <div className="picker-today">{originNode}</div> : originNode;

/** From which day to which: picked, typed, or one of the usual stretches; either end may stay open. */
export function Days({ range, labels, onPick }: DaysProps) {
  const id = useId();
  const { zone } = usePerson();
  const today = dateKey(stoaNow(), zone);
  const ids = { start: `${id}-from`, end: `${id}-to` };
  const presets = PRESETS.map(([name, from, to]) => ({
    label: t.presets[name],
    value: [dayjs(today).add(from, 'day'), dayjs(today).add(to, 'day')] as [Dayjs, Dayjs],
  }));
  const written = (side: Side, day: Dayjs | null | undefined): string => {
    const text = day?.format(DAY) ?? '';
    // what follows Stoa's clock goes on following it, as long as it is not changed
    return range[side] === TODAY && text === today ? TODAY : text;
  };
  return (
    <div className="field days">
      <div className="days-labels">
        <label htmlFor={ids.start}>{labels.from}</label>
        <label htmlFor={ids.end}>{labels.to}</label>
      </div>
      <DatePicker.RangePicker
        id={ids}
        value={[dayOf(range.from, today), dayOf(range.to, today)]}
        defaultPickerValue={[dayjs(today), dayjs(today)]}
        format={WAYS_TO_WRITE}
        allowEmpty={[true, true]}
        placeholder={[t.anyDay, t.anyDay]}
        presets={presets}
        cellRender={cellOf(today)}
        getPopupContainer={(picker) => picker.parentElement ?? document.body}
        onChange={(days) => onPick({ from: written('from', days?.[0]), to: written('to', days?.[1]) })}
      />
    </div>
  );
}
