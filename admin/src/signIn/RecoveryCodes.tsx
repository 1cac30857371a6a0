import { Button } from 'antd';
import { useState } from 'react';
import { announce } from '../ui/announce';
import { words } from '../words';

const t = words.enrol;

interface RecoveryCodesProps {
  readonly codes: readonly string[];
  readonly onKept: () => void;
}

/** Shown this once: nothing leads on but the reader's own word that they are kept. */
export function RecoveryCodes({ codes, onKept }: RecoveryCodesProps) {
  const [isCopied, setCopied] = useState(false);
  const copy = async () => {
    await navigator.clipboard.writeText(codes.join('\n'));
    setCopied(true);
    announce(t.copied);
  };
  return (
    <section className="stack" role="status">
      <h2>{t.codesTitle}</h2>
      <p>{t.codesHelp}</p>
      <ul className="plain recovery-codes" aria-label={t.codesTitle}>
        {codes.map((code) => (
          <li key={code} className="code">
            {code}
          </li>
        ))}
      </ul>
      <div className="steps">
        <Button onClick={() => void copy()}>{isCopied ? t.copied : t.copy}</Button>
        <Button onClick={() => window.print()}>{t.print}</Button>
      </div>
      <Button type="primary" size="large" block onClick={onKept}>
        {t.kept}
      </Button>
    </section>
  );
}
