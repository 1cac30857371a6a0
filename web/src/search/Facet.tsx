import { useTranslations } from 'next-intl';
import { type ReactElement, useState } from 'react';
import { Icon } from '../ui/icons';
import { Bar } from '../ui/Skeleton';
import classes from './FilterPanel.module.css';

export interface FacetChoice {
  readonly value: string;
  readonly label: string;
  /** how many tutors it would find; null where nobody counts */
  readonly count: number | null;
}

interface ChoiceProps {
  readonly label: string;
  readonly count: number | null;
  readonly chosen: boolean;
  readonly onPress: () => void;
}

/** One choice that is pressed or not, with how many it would find. */
export function Choice({ label, count, chosen, onPress }: ChoiceProps): ReactElement {
  const t = useTranslations('web.search');
  return (
    <button type="button" className={classes.choice} aria-pressed={chosen} onClick={onPress}>
      <span className={classes.tick}>{chosen ? <Icon name="check" size={14} /> : null}</span>
      <span className={classes.label}>{label}</span>
      {count === null ? null : (
        <span className={classes.count}>
          <span aria-hidden="true">{count}</span>
          <span className="hidden">{t('count', { n: count })}</span>
        </span>
      )}
    </button>
  );
}

interface Props {
  readonly title: string;
  /** undefined while they are counted */
  readonly choices: readonly FacetChoice[] | undefined;
  readonly chosen: string | undefined;
  /** undefined takes the choice back */
  readonly onChoose: (value: string | undefined) => void;
}

const FEW = 6;

/** One of several: pressed again it is taken back. */
export function Facet({ title, choices, chosen, onChoose }: Props): ReactElement | null {
  const t = useTranslations('web.search');
  const [all, setAll] = useState(false);
  if (choices === undefined) return <FacetSkeleton title={title} />;
  if (choices.length === 0) return null;
  const shown = all ? choices : choices.filter(({ value }, i) => i < FEW || value === chosen);
  return (
    <fieldset className={classes.group}>
      <legend>{title}</legend>
      <ul>
        {shown.map(({ value, label, count }) => (
          <li key={value}>
            <Choice
              label={label}
              count={count}
              chosen={value === chosen}
              onPress={() => onChoose(value === chosen ? undefined : value)}
            />
          </li>
        ))}
      </ul>
      {choices.length > FEW ? (
        <button type="button" className={classes.all} aria-expanded={all} onClick={() => setAll(!all)}>
          {all ? t('showFewer') : t('showAll', { n: String(choices.length) })}
        </button>
      ) : null}
    </fieldset>
  );
}

const BARS = [11, 8, 13, 9];

function FacetSkeleton({ title }: Pick<Props, 'title'>): ReactElement {
  return (
    <fieldset className={classes.group} aria-busy="true">
      <legend>{title}</legend>
      <div aria-hidden="true">
        {BARS.map((chars) => (
          <div key={chars} className={classes.choice}>
            <Bar chars={chars} as="small" />
          </div>
        ))}
      </div>
    </fieldset>
  );
}
