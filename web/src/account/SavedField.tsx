'use client';

import { Button } from '@mantine/core';
import type { AccountView } from '@stoa/contracts/http/account';
import { useTranslations } from 'next-intl';
import { type FormEvent, type ReactElement, useState } from 'react';
import { Difference } from '../ui/Difference';
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
  readonly label: string;
  /** how a value reads, in words */
  readonly say: (value: string) => string;
  readonly children: (shown: Shown) => ReactElement;
}

/** One field that is saved by itself; what was entered stays until it is saved or taken back. */
export function SavedField({ account, name, label, say, children }: Props): ReactElement {
  const [entered, setEntered] = useState<string | null>(null);
  const { save, conflict } = useSaving(name);
  const { at, rest } = useFieldErrors(save.error, [name]);
  const stands = account[name] ?? '';
  const value = entered ?? stands;
  const dirty = value !== stands;
  const send = () => save.mutate({ account, value }, { onSuccess: () => setEntered(null) });
  const leave = () => {
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
        <div className={classes.saving}>
          <Difference
            rows={[{ label, mine: say(value), theirs: say(stands) }]}
            working={save.isPending}
            onMine={send}
            onTheirs={leave}
          />
        </div>
      ) : (
        <Saving dirty={dirty} save={save} onLeave={leave} />
      )}
      {rest && !conflict ? <Problem error={rest} onAgain={send} /> : null}
    </form>
  );
}

interface SavingProps {
  readonly dirty: boolean;
  readonly save: { readonly isPending: boolean; readonly isSuccess: boolean };
  readonly onLeave: () => void;
}

function Saving({ dirty, save, onLeave }: SavingProps): ReactElement {
  const t = useTranslations('web.account.account');
  return (
    <div className={classes.saving} aria-live="polite">
      {dirty ? (
        <>
          <Button type="submit" size="sm" loading={save.isPending}>
            {t('save')}
          </Button>
          <Button variant="subtle" size="sm" onClick={onLeave} disabled={save.isPending}>
            {t('cancel')}
          </Button>
        </>
      ) : save.isSuccess ? (
        <span className={form.done} data-saved>
          <Icon name="check" /> {t('saved')}
        </span>
      ) : null}
    </div>
  );
}
