'use client';

import { Button } from '@mantine/core';
import { useTranslations } from 'next-intl';
import type { ReactElement } from 'react';
import { FieldSaid } from './FieldSaid';
import { FileChoice } from './FileChoice';
import classes from './Profile.module.css';
import type { Profile } from './useProfile';

const SIZE = 112;

export function PhotoField({ profile }: { readonly profile: Profile }): ReactElement {
  const t = useTranslations('web.teaching.profiles.photo');
  const { photo } = profile.saved;
  const [picture] = photo?.pictures ?? [];
  return (
    <div role="group" aria-label={t('label')}>
      <p className={classes.label}>{t('label')}</p>
      <div className={classes.photo}>
        {picture ? (
          <img src={picture.url} alt={t('alt')} width={SIZE} height={SIZE} />
        ) : (
          <span className={classes.noPhoto} aria-hidden="true" />
        )}
        <div className={classes.photoActs}>
          <FileChoice
            purpose="tutor_photo"
            accept="image/jpeg,image/png,image/webp"
            label={photo ? t('change') : t('choose')}
            onReady={({ id }) => void profile.choose({ photoFileId: id })}
          />
          {photo ? (
            <Button variant="subtle" size="sm" onClick={() => void profile.choose({ photoFileId: null })}>
              {t('remove')}
            </Button>
          ) : null}
          <p className="fine quiet">{t('help')}</p>
        </div>
      </div>
      <FieldSaid profile={profile} field="photoFileId" label={t('label')} />
    </div>
  );
}
