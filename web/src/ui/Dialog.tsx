'use client';

import { CloseButton, Modal } from '@mantine/core';
import { useTranslations } from 'next-intl';
import type { ReactElement, ReactNode } from 'react';
import classes from './Dialog.module.css';

interface Props {
  /** null while there is nothing to ask */
  readonly title: string | null;
  readonly onClose: () => void;
  /** in a hand it takes the whole window */
  readonly fullScreen?: boolean;
  readonly children: ReactNode;
}

/** A question or a form over the page, with its name and a way out. */
export function Dialog({ title, onClose, fullScreen = false, children }: Props): ReactElement {
  const t = useTranslations('web.pages');
  return (
    <Modal.Root opened={title !== null} onClose={onClose} fullScreen={fullScreen} centered={!fullScreen}>
      <Modal.Overlay />
      <Modal.Content aria-label={title ?? ''}>
        <div className={classes.head}>
          <h2>{title}</h2>
          <CloseButton aria-label={t('close')} size="lg" onClick={onClose} />
        </div>
        <div className={classes.body}>{children}</div>
      </Modal.Content>
    </Modal.Root>
  );
}
