'use client';

import { useTranslations } from 'next-intl';
import { type ReactElement, useId } from 'react';
import { Icon } from '../ui/icons';
import classes from './StarsField.module.css';

const ALL = [1, 2, 3, 4, 5] as const;

interface Props {
  readonly label: string;
  readonly stars: number | null;
  readonly onChange: (stars: number) => void;
  /** published stars stay */
  readonly fixed?: boolean;
  readonly error?: string | undefined;
}

/** One to five stars: one choice among five, for arrow keys as for fingers, with what each means in words. */
export function StarsField({ label, stars, onChange, fixed = false, error }: Props): ReactElement {
  const t = useTranslations('web.reviews');
  const id = useId();
  const said = ALL.find((n) => n === stars);
  return (
    <fieldset className={classes.field} disabled={fixed} aria-describedby={`${id}-said`}>
      <legend>{label}</legend>
      <div className={classes.row}>
        <div className={classes.pick}>
          {ALL.map((n) => (
            <label key={n} data-full={n <= (stars ?? 0) || undefined}>
              <input type="radio" name={id} value={n} checked={stars === n} onChange={() => onChange(n)} required />
              <Icon name="star" size={32} />
              <span className="hidden">{t(`meaning.${n}`, { n: String(n) })}</span>
            </label>
          ))}
        </div>
        {said ? (
          <span className={classes.said} aria-hidden="true">
            {t(`meaning.${said}`, { n: String(said) })}
          </span>
        ) : null}
      </div>
      <p id={`${id}-said`} className={error ? classes.error : classes.help}>
        {error ?? (fixed ? t('starsFixed') : null)}
      </p>
    </fieldset>
  );
}
