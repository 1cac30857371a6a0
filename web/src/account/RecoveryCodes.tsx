'use client';

import { Button } from '@mantine/core';
import { useTranslations } from 'next-intl';
import { type ReactElement, useState } from 'react';
import classes from './Account.module.css';

interface Props {
  readonly codes: readonly string[];
  readonly onKept: () => void;
}

/** Shown this once: nothing closes it but the reader's own word that they are kept. */
export function RecoveryCodes({ codes, onKept }: Props): ReactElement {
  const t = useTranslations('web.account.security');
  const [copied, setCopied] = useState(false);
  const copy = () =>
    void navigator.clipboard.writeText(codes.join('\n')).then(
      () => setCopied(true),
      () => undefined,
    );
  return (
    <div role="status">
      <h3>{t('codesTitle')}</h3>
      <p className={classes.help}>{t('codesHelp')}</p>
      <ul className={classes.codes} aria-label={t('codesTitle')}>
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
      <div className={classes.saving}>
        <Button variant="default" onClick={copy}>
          {t(copied ? 'copied' : 'copy')}
        </Button>
        <Button variant="default" onClick={() => window.print()}>
          {t('print')}
        </Button>
        <Button onClick={onKept}>{t('kept')}</Button>
      </div>
    </div>
  );
}
