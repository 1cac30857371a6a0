'use client';

import { Button } from '@mantine/core';
import type { AccountView } from '@stoa/contracts/http/account';
import { useTranslations } from 'next-intl';
import { type FormEvent, type ReactElement, useState } from 'react';
import { Icon } from '../ui/icons';
import { Problem } from '../ui/Problem';
import classes from './Account.module.css';
import form from './Form.module.css';
import { useFieldErrors } from './refusals';
import { type FieldName, useSaving } from './useSaving';

export interface Shown {
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly error: string | undefined;
}
interface Props {
  readonly account: AccountView;
  readonly name: FieldName;
  /** how a value reads, in words */
  readonly say: (value: string) => string;
  readonly children: (shown: Shown) => ReactElement;
}

/** One field that is saved by itself; what was entered stays until it is saved or taken back. */
export function SavedField({ account, name, say, children }: Props): ReactElement {
  const t = useTranslations('web.account.account');
  const [entered, setEntered] = useState<string | null>(null);
  const { save, conflict } = useSaving(name);
  const { at, rest } = useFieldErrors(save.error, [name]);
  const stands = account[name] ?? '';
  const value = entered ?? stands;
  const dirty = value !== stands;
  const send = () => save.mutate({ version: account.version, value }, { onSuccess: () => setEntered(null) });
  const keep = () => {
    setEntered(null);
    save.reset();
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (dirty) send();
  };
  const differs = conflict && dirty;
  return (
    <form className={classes.field} onSubmit={submit} noValidate>
      {children({ value, onChange: setEntered, error: at(name) })}
      {differs ? (
        <p role="alert" className={form.help}>
          {t('conflict', { theirs: say(stands), mine: say(value) })}
        </p>
      ) : null}
      {rest && !conflict ? <Problem error={rest} onAgain={send} /> : null}
      <Saving dirty={dirty} differs={differs} save={save} onKeep={keep} />
    </form>
  );
}

interface SavingProps {
  readonly dirty: boolean;
  /** it was saved elsewhere meanwhile: which of the two stays is the reader's choice */
  readonly differs: boolean;
  readonly save: { readonly isPending: boolean; readonly isSuccess: boolean };
  readonly onKeep: () => void;
}

function Saving({ dirty, differs, save, onKeep }: SavingProps): ReactElement {
  const t = useTranslations('web.account.account');
  return (
    <div className={classes.saving} aria-live="polite">
      {dirty ? (
        <>
          <Button type="submit" size="sm" loading={save.isPending}>
            {t(differs ? 'mine' : 'save')}
          </Button>
          <Button variant="subtle" size="sm" onClick={onKeep} disabled={save.isPending}>
            {t(differs ? 'theirs' : 'cancel')}
          </Button>
        </>
      ) : save.isSuccess ? (
        <span className={form.done}>
          <Icon name="check" /> {t('saved')}
        </span>
      ) : null}
    </div>
  );
}
