'use client';

import { Button } from '@mantine/core';
import type { FileView } from '@stoa/contracts/http/files';
import { useMutation } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { type ReactElement, useRef, useState } from 'react';
import { Problem } from '../ui/Problem';
import classes from './Files.module.css';
import { upload } from './upload';

interface Props {
  readonly purpose: FileView['purpose'];
  readonly accept: string;
  readonly label: string;
  readonly onReady: (file: FileView) => void;
}

/** A file chosen, sent with its progress shown, and judged; a refusal stays here with the way to try another. */
export function FileChoice({ purpose, accept, label, onReady }: Props): ReactElement {
  const t = useTranslations('web.files');
  const input = useRef<HTMLInputElement>(null);
  const [share, setShare] = useState(0);
  const sending = useMutation({
    mutationFn: (file: File) => {
      setShare(0);
      return upload(purpose, file, setShare);
    },
    onSuccess: onReady,
  });
  const percent = Math.round(share * 100);
  return (
    <div className={classes.file}>
      <input
        ref={input}
        type="file"
        hidden
        accept={accept}
        data-purpose={purpose}
        onChange={({ currentTarget }) => {
          const [file] = currentTarget.files ?? [];
          currentTarget.value = '';
          if (file) sending.mutate(file);
        }}
      />
      <Button variant="default" size="sm" loading={sending.isPending} onClick={() => input.current?.click()}>
        {label}
      </Button>
      {sending.isPending ? (
        <div className={classes.progress}>
          <progress max={1} value={share} aria-label={label} />
          <p role="status" className="fine quiet">
            {share < 1 ? t('sending', { percent: String(percent) }) : t('checking')}
          </p>
        </div>
      ) : null}
      {sending.error ? (
        <Problem
          error={sending.error}
          onAgain={() => sending.variables && sending.mutate(sending.variables)}
          again={sending.isPending ? 'working' : 'ready'}
        />
      ) : null}
    </div>
  );
}
