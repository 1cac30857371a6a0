'use client';

import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import type { ReactElement } from 'react';
import { codeOf } from '../client/problem';
import { send } from '../client/send';
import { Dialog } from '../ui/Dialog';
import { Problem } from '../ui/Problem';
import { savedAsks } from './asks';
import { NameForm } from './NameForm';
import { savedKeys } from './queries';
import classes from './Saved.module.css';

export interface Asked {
  readonly what: 'rename' | 'delete';
  readonly saved: { readonly id: string; readonly name: string };
}
interface Props {
  readonly asked: Asked | null;
  readonly onClose: () => void;
}

/** Another name, or the end of a saved search. */
export function SavedDialog({ asked, onClose }: Props): ReactElement {
  const t = useTranslations('web.saved');
  const title = asked && t(`${asked.what}Title`, { name: asked.saved.name });
  return (
    <Dialog title={title} onClose={onClose}>
      {asked?.what === 'rename' ? <Rename saved={asked.saved} onDone={onClose} /> : null}
      {asked?.what === 'delete' ? <Delete saved={asked.saved} onDone={onClose} /> : null}
    </Dialog>
  );
}

interface PartProps {
  readonly saved: Asked['saved'];
  readonly onDone: () => void;
}

/** Also where somebody else was faster: then the list shows what is left. */
function useRefreshed() {
  const client = useQueryClient();
  return () => client.invalidateQueries({ queryKey: savedKeys.searches });
}

function Rename({ saved, onDone }: PartProps): ReactElement {
  const t = useTranslations('web.saved');
  const refresh = useRefreshed();
  const rename = useMutation({
    mutationFn: (name: string) => send(savedAsks.rename(saved.id, name)),
    onSuccess: async () => {
      await refresh();
      onDone();
    },
  });
  return (
    <NameForm
      name={saved.name}
      submit={t('rename')}
      error={rename.error}
      isSending={rename.isPending}
      onName={(name) => rename.mutate(name)}
    />
  );
}

function Delete({ saved, onDone }: PartProps): ReactElement {
  const t = useTranslations('web.saved');
  const refresh = useRefreshed();
  const remove = useMutation({
    mutationFn: async () => {
      await send<unknown>(savedAsks.remove(saved.id)).catch((error: unknown) => {
        // gone is gone, whoever deleted it
        if (codeOf(error) !== 'not_found') throw error;
      });
    },
    onSuccess: async () => {
      await refresh();
      onDone();
    },
  });
  return (
    <div className={classes.form}>
      <p>{t('deleteHelp')}</p>
      {remove.error ? <Problem error={remove.error} onAgain={() => remove.mutate()} /> : null}
      <div className={classes.acts}>
        <Button variant="default" onClick={onDone}>
          {t('cancel')}
        </Button>
        <Button color="terracotta" loading={remove.isPending} onClick={() => remove.mutate()}>
          {t('deleteNow')}
        </Button>
      </div>
    </div>
  );
}
