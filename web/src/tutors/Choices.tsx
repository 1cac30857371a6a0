import { SegmentedControl } from '@mantine/core';
import type { TutorView } from '@stoa/contracts/http/tutors';
import { useTranslations } from 'next-intl';
import { type ReactElement, type ReactNode, useId } from 'react';
import { Money } from '../ui/Money';
import type { Choice } from './choice';
import { lessonPrice } from './lessonPrice';
import classes from './SlotPicker.module.css';

const TRIAL = 'trial';

interface Props {
  readonly tutor: Pick<TutorView, 'subjects' | 'durations' | 'hourlyRate' | 'trial'>;
  readonly choice: Choice;
  readonly onChoose: (choice: Choice) => void;
}

/** What and how long, each length with what it costs: nobody has to look for the price elsewhere. */
export function Choices({ tutor, choice, onChoose }: Props): ReactElement {
  const t = useTranslations('web.tutor');
  return (
    <div className={classes.choices}>
      {tutor.subjects.length > 1 ? (
        <Segments
          label={t('subject')}
          value={choice.subjectId}
          data={tutor.subjects.map((subject) => ({ value: subject.id, label: subject.name }))}
          onChange={(subjectId) => onChoose({ ...choice, subjectId })}
        />
      ) : null}
      <Segments
        label={t('duration')}
        value={choice.trial ? TRIAL : String(choice.minutes)}
        data={[
          ...(tutor.trial
            ? [{ value: TRIAL, label: <Trial trial={tutor.trial} home={tutor.hourlyRate.currency} /> }]
            : []),
          ...tutor.durations.map((minutes) => ({
            value: String(minutes),
            label: <Length minutes={minutes} tutor={tutor} subjectId={choice.subjectId} />,
          })),
        ]}
        onChange={(value) => {
          const trial = value === TRIAL ? tutor.trial : null;
          onChoose({ ...choice, minutes: trial?.durationMinutes ?? Number(value), trial: trial !== null });
        }}
      />
    </div>
  );
}

/** First of all lengths: 'Trial, 25 min, €5.00'. */
function Trial({
  trial,
  home,
}: {
  readonly trial: NonNullable<TutorView['trial']>;
  readonly home: string;
}): ReactElement {
  const t = useTranslations('web.tutor');
  return (
    <span className={classes.length}>
      {t('trialLength', { n: String(trial.durationMinutes) })}
      <span className={classes.price}>
        {trial.price.amountMinor === 0 ? t('costsNothing') : <Money amount={trial.price} home={home} />}
      </span>
    </span>
  );
}

interface LengthProps extends Pick<Props, 'tutor'> {
  readonly minutes: number;
  readonly subjectId: string;
}

/** Two lines that are read as one: '50 min, €28.00'. */
function Length({ minutes, tutor, subjectId }: LengthProps): ReactElement {
  const t = useTranslations('web.tutor');
  // a subject may have a rate of its own
  const rate = tutor.subjects.find(({ id }) => id === subjectId)?.hourlyRate ?? tutor.hourlyRate;
  const price = lessonPrice(rate, minutes);
  return (
    <span className={classes.length}>
      {t('minutes', { n: String(minutes) })}
      {price ? (
        <span className={classes.price}>
          <Money amount={price} home={tutor.hourlyRate.currency} />
        </span>
      ) : null}
    </span>
  );
}

interface SegmentsProps {
  readonly label: string;
  readonly value: string;
  readonly data: { value: string; label: ReactNode }[];
  readonly onChange: (value: string) => void;
}

function Segments({ label, value, data, onChange }: SegmentsProps): ReactElement {
  const id = useId();
  return (
    <div className={classes.choice}>
      <span id={id} className={classes.label}>
        {label}
      </span>
      <div className={classes.scroll}>
        <SegmentedControl aria-labelledby={id} value={value} data={data} onChange={onChange} size="sm" radius="sm" />
      </div>
    </div>
  );
}
