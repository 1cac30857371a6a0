'use client';

import { CloseButton, TextInput } from '@mantine/core';
import { useTranslations } from 'next-intl';
import { type ReactElement, useEffect, useRef, useState } from 'react';
import { Icon } from '../ui/icons';
import { changed, type Filters } from './filters';
import classes from './SearchPage.module.css';

interface Props {
  readonly filters: Filters;
  readonly onChange: (filters: Filters, step: 'new' | 'same') => void;
}

/** Longer than between two letters, shorter than a thought. */
const PAUSE_MS = 400;
const LONGEST = 100;

/** What is typed, which follows the address only where somebody else changed that: the way back, a chip, a saved search. */
function useTyped(text: string) {
  const [typed, setTyped] = useState(text);
  const [sent, setSent] = useState(text);
  const [known, setKnown] = useState(text);
  if (text !== known) {
    setKnown(text);
    if (text !== sent) {
      setSent(text);
      setTyped(text);
    }
  }
  return { typed, setTyped, setSent };
}

/** Words to look for. The list follows the typing; the way back leads over whole searches, not over letters. */
export function SearchText({ filters, onChange }: Props): ReactElement {
  const t = useTranslations('web.search');
  const { typed, setTyped, setSent } = useTyped(filters.text ?? '');
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const latest = useRef({ filters, onChange });
  useEffect(() => {
    // another filter may be set while letters wait
    latest.current = { filters, onChange };
  });
  useEffect(() => () => clearTimeout(timer.current), []);
  const ask = (text: string, step: 'new' | 'same') => {
    clearTimeout(timer.current);
    setSent(text.trim());
    latest.current.onChange(changed(latest.current.filters, { text: text.trim() }), step);
  };
  return (
    <form
      role="search"
      className={classes.text}
      onSubmit={(event) => {
        event.preventDefault();
        ask(typed, 'new');
      }}
    >
      <TextInput
        aria-label={t('text')}
        placeholder={t('textHelp')}
        type="search"
        size="md"
        maxLength={LONGEST}
        leftSection={<Icon name="search" />}
        rightSection={
          typed === '' ? null : (
            <CloseButton
              aria-label={t('textClear')}
              onClick={() => {
                setTyped('');
                ask('', 'new');
              }}
            />
          )
        }
        value={typed}
        onChange={({ currentTarget: { value } }) => {
          setTyped(value);
          clearTimeout(timer.current);
          timer.current = setTimeout(() => ask(value, 'same'), PAUSE_MS);
        }}
      />
    </form>
  );
}
