'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import Link from 'next/link';
import { type ReactElement, useState } from 'react';
import { send } from '../client/send';
import { activeFilters, addressOf, type Filters } from '../search/filters';
import { useFilterText } from '../search/words';
import { useMe } from '../session/useMe';
import { Dialog } from '../ui/Dialog';
import { savedAsks } from './asks';
import { LONGEST_NAME, NameForm } from './NameForm';
import { savedKeys } from './queries';
import classes from './Saved.module.css';

/** Keeps the search that stands there under a name. A stranger signs in first and finds the filters where they were. */
export function SaveSearch({ filters }: { readonly filters: Filters }): ReactElement | null {
  const t = useTranslations('web.saved');
  const { me, pending } = useMe();
  const [isOpen, setOpen] = useState(false);
  const [saved, setSaved] = useState<string | null>(null);
  if (pending) return null;
  if (!me) {
    const here = addressOf({ filters, sort: 'relevance' });
    return (
      <a className={classes.save} href={`/sign-in?next=${encodeURIComponent(here)}`}>
        {t('signInToSave')}
      </a>
    );
  }
  return (
    <>
      {saved === null ? (
        <button type="button" className={classes.save} onClick={() => setOpen(true)}>
          {t('save')}
        </button>
      ) : (
        <span role="status" className="fine">
          {t('saved', { name: saved })} <Link href="/searches">{t('saveOpen')}</Link>
        </span>
      )}
      <Dialog title={isOpen ? t('saveTitle') : null} onClose={() => setOpen(false)}>
        <SaveForm
          filters={filters}
          onSaved={(name) => {
            setOpen(false);
            setSaved(name);
          }}
        />
      </Dialog>
    </>
  );
}

interface FormProps {
  readonly filters: Filters;
  readonly onSaved: (name: string) => void;
}

function SaveForm({ filters, onSaved }: FormProps): ReactElement {
  const t = useTranslations('web.saved');
  const client = useQueryClient();
  const textOf = useFilterText();
  const said = activeFilters(filters).map((key) => textOf(key, filters));
  const save = useMutation({
    mutationFn: (name: string) => send(savedAsks.save(name, filters)),
    onSuccess: async ({ name }) => {
      await client.invalidateQueries({ queryKey: savedKeys.searches });
      onSaved(name);
    },
  });
  return (
    <NameForm
      name={said.join(', ').slice(0, LONGEST_NAME).trim()}
      submit={t('saveNow')}
      error={save.error}
      isSending={save.isPending}
      onName={(name) => save.mutate(name)}
    />
  );
}
