'use client';

import { Checkbox, CloseButton, NativeSelect } from '@mantine/core';
import { moneyText } from '@stoa/contracts/words/format';
import { SUBJECT_LEVELS } from '@stoa/domain/tutorProfile';
import { useQuery } from '@tanstack/react-query';
import { useLocale, useTranslations } from 'next-intl';
import type { ReactElement } from 'react';
import { queries } from '../client/queries';
import { AmountField } from './AmountField';
import { FieldSaid } from './FieldSaid';
import classes from './Profile.module.css';
import type { ProfileValues } from './profileFields';
import type { Profile } from './useProfile';
import { replaced, without } from './weekHours';

type Taught = ProfileValues['subjects'][number];

/** Subjects from the catalogue, each with its levels and, where it differs, a price of its own. */
export function SubjectsField({ profile }: { readonly profile: Profile }): ReactElement {
  const t = useTranslations('web.teaching.profiles.subjects');
  const catalogue = useQuery(queries.subjects());
  const { subjects } = profile.values;
  const all = catalogue.data?.items ?? [];
  const nameOf = (id: string) => [...all, ...saved(profile)].find((one) => one.id === id)?.name ?? '';
  const left = all.filter(({ id }) => !subjects.some(({ subjectId }) => subjectId === id));
  const save = (next: readonly Taught[]) => void profile.choose({ subjects: [...next] });
  return (
    <div role="group" aria-label={t('label')}>
      <p className={classes.label}>{t('label')}</p>
      {subjects.length === 0 ? <p className="small quiet">{t('none')}</p> : null}
      <ul className={classes.rows}>
        {subjects.map((taught, i) => (
          <Subject
            key={taught.subjectId}
            {...{ taught, profile }}
            name={nameOf(taught.subjectId)}
            onChange={(one) => save(replaced(subjects, i, one))}
            onRemove={() => save(without(subjects, i))}
          />
        ))}
      </ul>
      <NativeSelect
        label={t('add')}
        value=""
        data={[{ value: '', label: t('choose') }, ...left.map(({ id, name }) => ({ value: id, label: name }))]}
        onChange={({ currentTarget: { value } }) =>
          value && save([...subjects, { subjectId: value, levels: [], hourlyRateMinor: null }])
        }
      />
      <FieldSaid profile={profile} field="subjects" label={t('label')} />
    </div>
  );
}

/** Names of subjects that left the catalogue stay known. */
const saved = (profile: Profile) => profile.saved.subjects.map(({ subjectId, name }) => ({ id: subjectId, name }));

interface SubjectProps {
  readonly taught: Taught;
  readonly name: string;
  readonly profile: Profile;
  readonly onChange: (taught: Taught) => void;
  readonly onRemove: () => void;
}

function Subject({ taught, name, profile, onChange, onRemove }: SubjectProps): ReactElement {
  const t = useTranslations('web.teaching.profiles.subjects');
  const locale = useLocale();
  const { hourlyRate } = profile.values;
  return (
    <li className={classes.row}>
      <div className={classes.rowHead}>
        <b>{name}</b>
        <CloseButton size="lg" aria-label={t('remove', { subject: name })} onClick={onRemove} />
      </div>
      <Checkbox.Group
        aria-label={t('levels', { subject: name })}
        value={[...taught.levels]}
        onChange={(chosen) => onChange({ ...taught, levels: SUBJECT_LEVELS.filter((level) => chosen.includes(level)) })}
      >
        <div className={classes.levels}>
          {SUBJECT_LEVELS.map((level) => (
            <Checkbox key={level} size="sm" value={level} label={t(`level.${level}`)} />
          ))}
        </div>
      </Checkbox.Group>
      <AmountField
        label={t('own')}
        help={t('ownHelp', { price: moneyText(hourlyRate, locale) })}
        minor={taught.hourlyRateMinor}
        currency={hourlyRate.currency}
        isOptional
        onAmount={(hourlyRateMinor) => onChange({ ...taught, hourlyRateMinor })}
      />
    </li>
  );
}
