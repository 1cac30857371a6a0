'use client';

import { CloseButton, NativeSelect } from '@mantine/core';
import { languageText } from '@stoa/contracts/words/format';
import { LANGUAGE_LEVELS } from '@stoa/domain/tutorProfile';
import { useLocale, useTranslations } from 'next-intl';
import type { ReactElement } from 'react';
import { FieldSaid } from './FieldSaid';
import classes from './Profile.module.css';
import type { Profile } from './useProfile';
import { replaced, without } from './weekHours';

/** Those that lessons are asked for in; the API takes any by its code. */
const OFFERED = [
  ...['ar', 'bg', 'bn', 'ca', 'cs', 'da', 'de', 'el', 'en', 'es', 'et', 'fa', 'fi', 'fr', 'ga', 'he', 'hi', 'hr', 'hu'],
  ...['id', 'is', 'it', 'ja', 'ka', 'ko', 'lt', 'lv', 'mk', 'ms', 'mt', 'nl', 'no', 'pl', 'pt', 'ro', 'ru', 'sk', 'sl'],
  ...['sq', 'sr', 'sv', 'sw', 'ta', 'th', 'tr', 'uk', 'ur', 'vi', 'zh'],
];

/** Languages that lessons are given in, each with its level. */
export function LanguagesStep({ profile }: { readonly profile: Profile }): ReactElement {
  const t = useTranslations('web.teaching.profiles.languages');
  const locale = useLocale();
  const { languages } = profile.values;
  const left = OFFERED.filter((code) => !languages.some(({ language }) => language === code))
    .map((code) => ({ value: code, label: languageText(code, locale) }))
    .sort((a, b) => a.label.localeCompare(b.label, locale));
  const save = (next: typeof languages) => void profile.choose({ languages: next });
  return (
    <div className={classes.fields}>
      {languages.length === 0 ? <p className="small quiet">{t('none')}</p> : null}
      <ul className={classes.rows}>
        {languages.map((one, i) => {
          const name = languageText(one.language, locale);
          return (
            <li key={one.language} className={classes.language}>
              <b>{name}</b>
              <NativeSelect
                aria-label={t('level', { language: name })}
                value={one.level}
                data={LANGUAGE_LEVELS.map((level) => ({
                  value: level,
                  label: level === 'native' ? t('native') : level,
                }))}
                onChange={({ currentTarget: { value } }) => {
                  const level = LANGUAGE_LEVELS.find((known) => known === value) ?? one.level;
                  save(replaced(languages, i, { ...one, level }));
                }}
              />
              <CloseButton
                size="lg"
                aria-label={t('remove', { language: name })}
                onClick={() => save(without(languages, i))}
              />
            </li>
          );
        })}
      </ul>
      <NativeSelect
        label={t('add')}
        value=""
        data={[{ value: '', label: t('choose') }, ...left]}
        onChange={({ currentTarget: { value } }) => value && save([...languages, { language: value, level: 'C1' }])}
      />
      <FieldSaid profile={profile} field="languages" label={t('label')} />
    </div>
  );
}
