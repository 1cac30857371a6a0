'use client';

import { Button, TextInput } from '@mantine/core';
import type { OwnProfileView } from '@stoa/contracts/http/profile';
import { useTranslations } from 'next-intl';
import { type FormEvent, type ReactElement, useState } from 'react';
import { FileChoice } from '../files/FileChoice';
import { Pair } from '../ui/Pair';
import type { CertificateBody } from './asks';
import { DOCUMENTS } from './EducationField';
import classes from './Profile.module.css';

interface Props {
  /** the certificate that is replaced: its words are kept, its document is not */
  readonly from: OwnProfileView['certificates'][number] | null;
  readonly isSaving: boolean;
  readonly onCancel: () => void;
  readonly onAdd: (body: Omit<CertificateBody, 'replaces'>) => void;
}

export function CertificateForm({ from, isSaving, onCancel, onAdd }: Props): ReactElement {
  const t = useTranslations('web.teaching.profiles.certificates');
  const words = useTranslations('web.teaching.profiles.education');
  const [title, setTitle] = useState(from?.title ?? '');
  const [issuer, setIssuer] = useState(from?.issuer ?? '');
  const [issuedOn, setIssuedOn] = useState('');
  const [expiresOn, setExpiresOn] = useState('');
  const [file, setFile] = useState<{ readonly id: string; readonly name: string } | null>(null);
  const [isChecked, setChecked] = useState(false);
  const lacks = (text: string) => (isChecked && text.trim() === '' ? t('fill') : undefined);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setChecked(true);
    if (title.trim() && issuer.trim() && issuedOn && file)
      onAdd({ title, issuer, issuedOn, expiresOn: expiresOn || null, fileId: file.id });
  };
  return (
    <form className={classes.adding} onSubmit={submit} noValidate>
      <TextInput
        label={t('title')}
        maxLength={120}
        value={title}
        error={lacks(title)}
        onChange={(event) => setTitle(event.currentTarget.value)}
      />
      <TextInput
        label={t('issuer')}
        maxLength={120}
        value={issuer}
        error={lacks(issuer)}
        onChange={(event) => setIssuer(event.currentTarget.value)}
      />
      <Dates {...{ issuedOn, expiresOn, setIssuedOn, setExpiresOn }} lacks={lacks(issuedOn)} />
      <div>
        <p className={classes.label}>{t('file')}</p>
        <FileChoice purpose="certificate" accept={DOCUMENTS} label={file?.name ?? t('choose')} onReady={setFile} />
        {isChecked && !file ? (
          <p role="alert" className={classes.lacks}>
            {t('needs')}
          </p>
        ) : null}
      </div>
      <div className={classes.formActs}>
        <Button variant="default" onClick={onCancel}>
          {words('cancel')}
        </Button>
        <Button type="submit" loading={isSaving}>
          {words('save')}
        </Button>
      </div>
    </form>
  );
}

interface DatesProps {
  readonly issuedOn: string;
  readonly expiresOn: string;
  readonly lacks: string | undefined;
  readonly setIssuedOn: (day: string) => void;
  readonly setExpiresOn: (day: string) => void;
}

function Dates({ issuedOn, expiresOn, lacks, setIssuedOn, setExpiresOn }: DatesProps): ReactElement {
  const t = useTranslations('web.teaching.profiles.certificates');
  return (
    <Pair>
      <TextInput
        type="date"
        label={t('issued')}
        value={issuedOn}
        error={lacks}
        onChange={(event) => setIssuedOn(event.currentTarget.value)}
      />
      <TextInput
        type="date"
        label={t('expires')}
        description={t('expiresHelp')}
        min={issuedOn}
        value={expiresOn}
        onChange={(event) => setExpiresOn(event.currentTarget.value)}
      />
    </Pair>
  );
}
