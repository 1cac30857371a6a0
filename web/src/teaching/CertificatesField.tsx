'use client';

import { Button, CloseButton } from '@mantine/core';
import type { OwnProfileView } from '@stoa/contracts/http/profile';
import { useLocale, useTranslations } from 'next-intl';
import { type ReactElement, useState } from 'react';
import { Problem } from '../ui/Problem';
import { teachingAsks } from './asks';
import { CertificateForm } from './CertificateForm';
import { dayName } from './names';
import classes from './Profile.module.css';
import type { Profile } from './useProfile';

type Certificate = OwnProfileView['certificates'][number];

/** Certificates are replaced, never edited: what a reviewer looked at stays what it was. */
export function CertificatesField({ profile }: { readonly profile: Profile }): ReactElement {
  const t = useTranslations('web.teaching.profiles.certificates');
  /** null: nobody is adding one; "" a new one; an id: the one that is replaced */
  const [replaces, setReplaces] = useState<string | null>(null);
  const { certificates } = profile.saved;
  const state = profile.states.certificates;
  return (
    <div role="group" aria-label={t('label')}>
      <p className={classes.label}>{t('label')}</p>
      <p className="small quiet">{t('help')}</p>
      {certificates.length === 0 && replaces === null ? <p className="small quiet">{t('none')}</p> : null}
      <ul className={classes.rows}>
        {certificates.map((one) => (
          <Row
            key={one.id}
            one={one}
            onReplace={() => setReplaces(one.id)}
            onRemove={() => void profile.saveCertificates((version) => teachingAsks.removeCertificate(one.id, version))}
          />
        ))}
      </ul>
      {replaces === null ? (
        <Button variant="default" size="sm" onClick={() => setReplaces('')}>
          {t('add')}
        </Button>
      ) : (
        <CertificateForm
          key={replaces}
          from={certificates.find(({ id }) => id === replaces) ?? null}
          isSaving={state?.kind === 'saving'}
          onCancel={() => setReplaces(null)}
          onAdd={(body) =>
            void profile
              .saveCertificates((version) =>
                teachingAsks.addCertificate({ ...body, replaces: replaces || null }, version),
              )
              .then((isSaved) => isSaved && setReplaces(null))
          }
        />
      )}
      {state?.kind === 'refused' ? <Problem error={state.error} /> : <Said isSaved={state?.kind === 'saved'} />}
    </div>
  );
}

function Said({ isSaved }: { readonly isSaved: boolean }): ReactElement {
  const t = useTranslations('web.teaching.profiles.state');
  return (
    <p role="status" className={classes.said} data-kind="saved">
      {isSaved ? t('saved') : null}
    </p>
  );
}

interface RowProps {
  readonly one: Certificate;
  readonly onReplace: () => void;
  readonly onRemove: () => void;
}

function Row({ one, onReplace, onRemove }: RowProps): ReactElement {
  const t = useTranslations('web.teaching.profiles.certificates');
  const words = useTranslations('web.teaching.profiles.education');
  const locale = useLocale();
  const until = one.expiresOn
    ? t('until', { day: `${dayName(one.expiresOn, locale)} ${one.expiresOn.slice(0, 4)}` })
    : null;
  return (
    <li className={classes.proof}>
      <div>
        <p>
          <b>{one.title}</b>, {one.issuer}
        </p>
        <p className="small quiet">{[until, one.document.name].filter(Boolean).join(' · ')}</p>
      </div>
      <Button variant="subtle" size="compact-sm" aria-label={t('replaceOne', { what: one.title })} onClick={onReplace}>
        {t('replace')}
      </Button>
      <CloseButton size="lg" aria-label={words('remove', { what: one.title })} onClick={onRemove} />
    </li>
  );
}
