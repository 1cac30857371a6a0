'use client';

import { Button } from '@mantine/core';
import { useTranslations } from 'next-intl';
import type { ReactElement } from 'react';
import { Difference } from '../ui/Difference';
import { Icon } from '../ui/icons';
import { Problem } from '../ui/Problem';
import classes from './Profile.module.css';
import type { ProfileField } from './profileFields';
import { useFieldWords } from './profileWords';
import type { Profile } from './useProfile';

interface Props {
  readonly profile: Profile;
  readonly field: ProfileField;
  readonly label: string;
}

/** What became of a field: quietly where all is well, with a choice where somebody else saved it too. */
export function FieldSaid({ profile, field, label }: Props): ReactElement | null {
  const t = useTranslations('web.teaching.profiles.state');
  const state = profile.states[field];
  if (state?.kind === 'conflict') return <Conflict {...{ profile, field, label }} theirs={state.theirs} />;
  if (state?.kind === 'refused') return <Problem error={state.error} onAgain={() => profile.leave(field)} />;
  return (
    <p className={classes.said} role="status" data-kind={state?.kind}>
      {state ? (
        <>
          {state.kind === 'saved' ? <Icon name="check" size={14} /> : null}
          {t(state.kind)}
        </>
      ) : null}
      {state?.kind === 'unsaved' ? (
        <Button variant="subtle" size="compact-xs" onClick={() => profile.leave(field)}>
          {t('again')}
        </Button>
      ) : null}
    </p>
  );
}

type Theirs = Parameters<Profile['takeTheirs']>[1];

function Conflict({ profile, field, label, theirs }: Props & { readonly theirs: Theirs }): ReactElement {
  const say = useFieldWords(theirs);
  return (
    <Difference
      rows={[{ label, mine: say(field, profile.values), theirs: say(field, null) }]}
      working={false}
      onMine={() => profile.keepMine(field, theirs)}
      onTheirs={() => profile.takeTheirs(field, theirs)}
    />
  );
}
