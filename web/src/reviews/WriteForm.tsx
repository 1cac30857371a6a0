'use client';

import { Button, Textarea } from '@mantine/core';
import { useTranslations } from 'next-intl';
import { type FormEvent, type ReactElement, type ReactNode, useState } from 'react';
import { Problem } from '../ui/Problem';
import type { Draft } from './kept';
import classes from './Reviews.module.css';
import { StarsField } from './StarsField';

const TEXT_MAX = 2000;

/** Stars and words as they are sent. */
export interface Chosen {
  readonly id: string;
  readonly stars: number;
  readonly text: string;
}

interface Props {
  readonly legend: string;
  readonly label: string;
  readonly help: ReactNode;
  readonly submit: string;
  readonly draft: Draft;
  readonly onChange: (part: Partial<Draft>) => void;
  readonly starsFixed?: boolean;
  readonly error: unknown;
  readonly isSending: boolean;
  readonly onSend: (chosen: Chosen) => void;
  /** until when it can be sent */
  readonly until?: string;
  /** a way back where something stands already */
  readonly onLeave?: () => void;
}

/** Stars and text of one side. Nothing is sent without stars, and nothing that was typed is lost. */
export function WriteForm({ draft, onChange, onSend, ...props }: Props): ReactElement {
  const t = useTranslations('web.reviews');
  const [isAsked, setAsked] = useState(false);
  const submit = () => {
    setAsked(true);
    const { id, stars, text } = draft;
    if (stars !== null) onSend({ id, stars, text: text.trim() });
  };
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    submit();
  };
  return (
    <form onSubmit={onSubmit} noValidate className={classes.form}>
      <StarsField
        label={props.legend}
        stars={draft.stars}
        onChange={(stars) => onChange({ stars })}
        fixed={props.starsFixed ?? false}
        error={isAsked && draft.stars === null ? t('starsMissing') : undefined}
      />
      <Textarea
        label={props.label}
        description={props.help}
        autosize
        minRows={3}
        maxRows={14}
        maxLength={TEXT_MAX}
        value={draft.text}
        onChange={(event) => onChange({ text: event.currentTarget.value })}
      />
      {props.error ? (
        <Problem error={props.error} onAgain={submit} again={props.isSending ? 'working' : 'ready'} />
      ) : null}
      <div className={classes.acts}>
        {props.until ? <span className={classes.until}>{props.until}</span> : null}
        {props.onLeave ? (
          <Button variant="subtle" onClick={props.onLeave} disabled={props.isSending}>
            {t('leave')}
          </Button>
        ) : null}
        <Button type="submit" loading={props.isSending}>
          {props.submit}
        </Button>
      </div>
    </form>
  );
}
