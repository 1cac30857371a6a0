import type { TutorView } from '@stoa/contracts/http/tutors';
import { offsetMinutes, type Reader } from '@stoa/contracts/words/format';
import { placeOf } from '@stoa/contracts/words/zones';
import { useTranslations } from 'next-intl';
import type { ReactElement } from 'react';
import { Icon } from '../ui/icons';
import classes from './SlotPicker.module.css';
import { firstName } from '../ui/names';

/** "UTC+1", "UTC+5:30" */
export function offsetText(minutes: number): string {
  const sign = minutes < 0 ? '−' : '+';
  const [h, m] = [Math.floor(Math.abs(minutes) / 60), Math.abs(minutes) % 60];
  if (minutes === 0) return 'UTC';
  return m === 0 ? `UTC${sign}${h}` : `UTC${sign}${h}:${String(m).padStart(2, '0')}`;
}

interface Props {
  readonly tutor: TutorView;
  readonly reader: Reader;
  readonly known: boolean;
}

/** Whose time the times are. */
export function ZoneLine({ tutor, reader, known }: Props): ReactElement {
  const t = useTranslations('web.tutor');
  const name = firstName(tutor.name);
  const values = { place: placeOf(reader.zone), offset: offsetText(offsetMinutes(reader.now, reader.zone)) };
  const there = { place: placeOf(tutor.zone), offset: offsetText(offsetMinutes(reader.now, tutor.zone)), name };
  return (
    <p className={classes.zone} data-known={known || undefined}>
      <Icon name="clock" size={16} />
      <span>
        {t('zone', values)}
        {' · '}
        {reader.zone === tutor.zone ? t('zoneSame', { name }) : t('small', there)}
      </span>
    </p>
  );
}
