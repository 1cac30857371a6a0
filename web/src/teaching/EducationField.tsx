'use client';

import { Button, CloseButton, NativeSelect, TextInput } from '@mantine/core';
import { useTranslations } from 'next-intl';
import { type FormEvent, type ReactElement, useState } from 'react';
import { FileChoice } from '../files/FileChoice';
import { useReader } from '../ui/reader';
import { Pair } from '../ui/Pair';
import { FieldSaid } from './FieldSaid';
import classes from './Profile.module.css';
import type { ProfileValues } from './profileFields';
import type { Profile } from './useProfile';
import { without } from './weekHours';

type Education = ProfileValues['education'][number];
export const DOCUMENTS = 'application/pdf,image/jpeg,image/png';
const YEARS = 70;

export function EducationField({ profile }: { readonly profile: Profile }): ReactElement {
  const t = useTranslations('web.teaching.profiles.education');
  const [isAdding, setAdding] = useState(false);
  const { education } = profile.values;
  const document = (fileId: string | null) =>
    profile.saved.education.find((one) => one.document?.fileId === fileId)?.document?.name ?? t('noDocument');
  const save = (next: ProfileValues['education']) => profile.choose({ education: next });
  return (
    <div role="group" aria-label={t('label')}>
      <p className={classes.label}>{t('label')}</p>
      <p className="small quiet">{t('help')}</p>
      {education.length === 0 && !isAdding ? <p className="small quiet">{t('none')}</p> : null}
      <ul className={classes.rows}>
        {education.map((one, i) => (
          <li key={`${one.institution} ${one.degree} ${one.startYear}`} className={classes.proof}>
            <div>
              <p>
                <b>{one.degree}</b>, {one.institution}
              </p>
              <p className="small quiet">
                {[one.field, `${one.startYear}–${one.endYear ?? t('still')}`, document(one.fileId)]
                  .filter(Boolean)
                  .join(' · ')}
              </p>
            </div>
            <CloseButton
              size="lg"
              aria-label={t('remove', { what: one.degree })}
              onClick={() => void save(without(education, i))}
            />
          </li>
        ))}
      </ul>
      {isAdding ? (
        <Form
          asOf={profile.saved.asOf}
          onCancel={() => setAdding(false)}
          onAdd={(one) => void save([...education, one]).then((isSaved) => isSaved && setAdding(false))}
        />
      ) : (
        <Button variant="default" size="sm" onClick={() => setAdding(true)}>
          {t('add')}
        </Button>
      )}
      <FieldSaid profile={profile} field="education" label={t('label')} />
    </div>
  );
}

interface FormProps {
  readonly asOf: string;
  readonly onCancel: () => void;
  readonly onAdd: (education: Education) => void;
}

function Form({ asOf, onCancel, onAdd }: FormProps): ReactElement {
  const t = useTranslations('web.teaching.profiles.education');
  const words = useTranslations('web.teaching.profiles.certificates');
  const year = new Date(useReader(asOf).now).getUTCFullYear();
  const [one, setOne] = useState<Education>({
    ...{ institution: '', degree: '', field: null, fileId: null },
    startYear: year - 4,
    endYear: null,
  });
  const [document, setDocument] = useState<string | null>(null);
  const [isChecked, setChecked] = useState(false);
  const set = (part: Partial<Education>) => setOne({ ...one, ...part });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setChecked(true);
    if (one.institution.trim() && one.degree.trim()) onAdd(one);
  };
  return (
    <form className={classes.adding} onSubmit={submit} noValidate>
      <Words {...{ one, set, isChecked, year }} />
      <FileChoice
        purpose="education"
        accept={DOCUMENTS}
        label={document ?? words('choose')}
        onReady={({ id, name }) => {
          setDocument(name);
          set({ fileId: id });
        }}
      />
      <div className={classes.formActs}>
        <Button variant="default" onClick={onCancel}>
          {t('cancel')}
        </Button>
        <Button type="submit">{t('save')}</Button>
      </div>
    </form>
  );
}

interface WordsProps {
  readonly one: Education;
  readonly set: (part: Partial<Education>) => void;
  readonly isChecked: boolean;
  readonly year: number;
}

function Words({ one, set, isChecked, year }: WordsProps): ReactElement {
  const t = useTranslations('web.teaching.profiles.education');
  const words = useTranslations('web.teaching.profiles.certificates');
  const lacks = (text: string) => (isChecked && text.trim() === '' ? words('fill') : undefined);
  const years = Array.from({ length: YEARS }, (_, i) => String(year - i));
  const ends = years.filter((to) => Number(to) >= one.startYear).map((to) => ({ value: to, label: to }));
  return (
    <>
      <TextInput
        label={t('degree')}
        maxLength={120}
        value={one.degree}
        error={lacks(one.degree)}
        onChange={(event) => set({ degree: event.currentTarget.value })}
      />
      <TextInput
        label={t('institution')}
        maxLength={120}
        value={one.institution}
        error={lacks(one.institution)}
        onChange={(event) => set({ institution: event.currentTarget.value })}
      />
      <TextInput
        label={t('field')}
        maxLength={120}
        value={one.field ?? ''}
        onChange={(event) => set({ field: event.currentTarget.value || null })}
      />
      <Pair>
        <NativeSelect
          label={t('from')}
          data={years}
          value={String(one.startYear)}
          onChange={(event) => set({ startYear: Number(event.currentTarget.value) })}
        />
        <NativeSelect
          label={t('to')}
          data={[{ value: '', label: t('still') }, ...ends]}
          value={one.endYear === null ? '' : String(one.endYear)}
          onChange={({ currentTarget: { value } }) => set({ endYear: value ? Number(value) : null })}
        />
      </Pair>
    </>
  );
}
