'use client';

import { Button } from '@mantine/core';
import type { FileView } from '@stoa/contracts/http/files';
import { useTranslations } from 'next-intl';
import type { ReactElement, ReactNode } from 'react';
import classes from './Files.module.css';
import { FileChoice } from './FileChoice';

const SIDES = { square: 112, round: 80 } as const;

interface Props {
  readonly purpose: FileView['purpose'];
  readonly words: Readonly<Record<'label' | 'alt' | 'choose' | 'change' | 'help', string>>;
  /** the address of the picture that is shown now */
  readonly url: string | null;
  readonly shape: keyof typeof SIDES;
  /** what stands there while there is none */
  readonly none?: ReactNode;
  readonly working?: boolean;
  /** the id of the file, or null: no picture */
  readonly onChoose: (fileId: string | null) => void;
  /** what became of it */
  readonly children?: ReactNode;
}

/** A picture, and the ways to another one or to none. */
export function PictureChoice({ purpose, words, url, shape, none, working = false, ...rest }: Props): ReactElement {
  const t = useTranslations('web.files');
  const side = SIDES[shape];
  return (
    <div role="group" aria-label={words.label} data-shape={shape}>
      <p className={classes.label}>{words.label}</p>
      <div className={classes.picture}>
        {url ? (
          <img src={url} alt={words.alt} width={side} height={side} />
        ) : (
          (none ?? <span className={classes.none} aria-hidden="true" />)
        )}
        <div className={classes.acts}>
          <FileChoice
            purpose={purpose}
            accept="image/jpeg,image/png,image/webp"
            label={url ? words.change : words.choose}
            onReady={({ id }) => rest.onChoose(id)}
          />
          {url ? (
            <Button variant="subtle" size="sm" loading={working} onClick={() => rest.onChoose(null)}>
              {t('remove')}
            </Button>
          ) : null}
          <p className="fine quiet">{words.help}</p>
        </div>
      </div>
      {rest.children}
    </div>
  );
}
