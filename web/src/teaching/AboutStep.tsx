'use client';

import { Textarea, TextInput } from '@mantine/core';
import { POLICIES } from '@stoa/domain/policies';
import { PROFILE_LIMITS } from '@stoa/domain/tutorProfile';
import { useTranslations } from 'next-intl';
import type { ReactElement } from 'react';
import { FieldSaid } from './FieldSaid';
import { PhotoField } from './PhotoField';
import classes from './Profile.module.css';
import type { Profile } from './useProfile';

/** Face, headline, description, video. */
export function AboutStep({ profile }: { readonly profile: Profile }): ReactElement {
  const t = useTranslations('web.teaching.profiles');
  const { values } = profile;
  return (
    <div className={classes.fields}>
      <PhotoField profile={profile} />
      <div>
        <TextInput
          label={t('headline.label')}
          description={t('headline.help')}
          maxLength={PROFILE_LIMITS.headline}
          value={values.headline}
          onChange={(event) => profile.edit({ headline: event.currentTarget.value })}
          onBlur={() => profile.leave('headline')}
        />
        <FieldSaid profile={profile} field="headline" label={t('headline.label')} />
      </div>
      <Description profile={profile} />
      <AddressField profile={profile} field="videoUrl" label={t('video.label')} help={t('video.help')} />
    </div>
  );
}

function Description({ profile }: { readonly profile: Profile }): ReactElement {
  const t = useTranslations('web.teaching.profiles');
  const { description } = profile.values;
  const needs = POLICIES.approval.descriptionMinCharacters;
  const n = [...description.trim()].length;
  return (
    <div>
      <Textarea
        label={t('description.label')}
        description={t('description.help')}
        autosize
        minRows={6}
        maxRows={18}
        maxLength={PROFILE_LIMITS.description}
        value={description}
        onChange={(event) => profile.edit({ description: event.currentTarget.value })}
        onBlur={() => profile.leave('description')}
      />
      <p className={classes.count} data-enough={n >= needs || undefined}>
        {n < needs
          ? t('description.count', { n: String(n), needs: String(needs) })
          : t('description.enough', { n: String(n) })}
      </p>
      <FieldSaid profile={profile} field="description" label={t('description.label')} />
    </div>
  );
}

interface AddressProps {
  readonly profile: Profile;
  readonly field: 'videoUrl' | 'meetingUrl';
  readonly label: string;
  readonly help: string;
}

/** An address of the web; empty is none. */
export function AddressField({ profile, field, label, help }: AddressProps): ReactElement {
  return (
    <div>
      <TextInput
        type="url"
        inputMode="url"
        label={label}
        description={help}
        maxLength={500}
        value={profile.values[field] ?? ''}
        onChange={(event) => profile.edit({ [field]: event.currentTarget.value.trim() || null })}
        onBlur={() => profile.leave(field)}
      />
      <FieldSaid {...{ profile, field, label }} />
    </div>
  );
}
