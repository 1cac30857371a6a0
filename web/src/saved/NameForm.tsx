'use client';

import { Button, TextInput } from '@mantine/core';
import { useTranslations } from 'next-intl';
import Link from 'next/link';
import { type FormEvent, type ReactElement, useState } from 'react';
import { codeOf } from '../client/problem';
import { Problem } from '../ui/Problem';
import { useProblemText } from '../ui/problemText';
import classes from './Saved.module.css';

interface Props {
  readonly name: string;
  readonly submit: string;
  readonly error: unknown;
  readonly isSending: boolean;
  readonly onName: (name: string) => void;
}
export const LONGEST_NAME = 60;

/** A name for a search. One that is taken is refused beside the field; what was typed stays. */
export function NameForm({ name: before, submit, error, isSending, onName }: Props): ReactElement {
  const t = useTranslations('web.saved');
  const [name, setName] = useState(before);
  const [asked, setAsked] = useState<string | null>(null);
  const refused = useProblemText(error);
  const isTaken = codeOf(error) === 'saved_search_name_taken' && asked === name.trim();
  const isMissing = asked !== null && name.trim() === '';
  const other = error !== null && codeOf(error) !== 'saved_search_name_taken' ? error : null;
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    setAsked(name.trim());
    if (name.trim() !== '') onName(name.trim());
  };
  return (
    <form onSubmit={onSubmit} noValidate className={classes.form}>
      <TextInput
        label={t('name')}
        description={t('nameHelp')}
        maxLength={LONGEST_NAME}
        data-autofocus
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
        error={isMissing ? t('nameMissing') : isTaken ? `${refused.title}. ${refused.next}` : undefined}
      />
      {other ? (
        <Problem error={other} onAgain={() => onName(name.trim())}>
          {codeOf(other) === 'saved_search_limit_reached' ? <Link href="/searches">{t('saveOpen')}</Link> : null}
        </Problem>
      ) : null}
      <div className={classes.acts}>
        <Button type="submit" loading={isSending}>
          {submit}
        </Button>
      </div>
    </form>
  );
}
