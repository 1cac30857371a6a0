'use client';

import { useTranslations } from 'next-intl';
import type { ReactElement } from 'react';
import { PictureChoice } from '../files/PictureChoice';
import { FieldSaid } from './FieldSaid';
import type { Profile } from './useProfile';

export function PhotoField({ profile }: { readonly profile: Profile }): ReactElement {
  const t = useTranslations('web.teaching.profiles.photo');
  const label = t('label');
  const words = { label, alt: t('alt'), choose: t('choose'), change: t('change'), help: t('help') };
  return (
    <PictureChoice
      purpose="tutor_photo"
      shape="square"
      words={words}
      url={profile.saved.photo?.pictures[0]?.url ?? null}
      onChoose={(photoFileId) => void profile.choose({ photoFileId })}
    >
      <FieldSaid profile={profile} field="photoFileId" label={label} />
    </PictureChoice>
  );
}
