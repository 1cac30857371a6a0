import { Button, Input } from 'antd';
import { type FormEvent, type ReactNode, useId, useState } from 'react';
import { useTitle } from '../shell/title';
import { words } from '../words';

const t = words.signIn;

interface CodeStepProps {
  readonly isWorking: boolean;
  /** why the last code did not count; what was typed stays */
  readonly refusal: ReactNode;
  readonly onCode: (code: string) => void;
  readonly onBack: () => void;
}

/** The second step: a code of the authenticator, or one of the recovery codes. */
export function CodeStep({ isWorking, refusal, onCode, onBack }: CodeStepProps) {
  const id = useId();
  const [code, setCode] = useState('');
  const [isTried, setTried] = useState(false);
  const said = code.trim();
  const isMissing = isTried && said === '';
  useTitle(t.codeHeading);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (said !== '') onCode(said);
  };
  return (
    <main className="sign-in">
      <form onSubmit={submit} noValidate>
        <p className="brand">Stoa</p>
        <h1>{t.codeHeading}</h1>
        {refusal}
        <div className="field">
          <label htmlFor={id}>{t.code}</label>
          <Input
            id={id}
            name="code"
            value={code}
            size="large"
            maxLength={40}
            autoFocus
            autoComplete="one-time-code"
            spellCheck={false}
            status={isMissing ? 'error' : ''}
            aria-invalid={isMissing}
            aria-describedby={`${id}-help`}
            onChange={(event) => setCode(event.target.value)}
          />
          <span id={`${id}-help`} className={isMissing ? 'fine tone-terracotta' : 'fine quiet'}>
            {isMissing ? t.fieldMissing : t.codeHelp}
          </span>
        </div>
        <Button type="primary" htmlType="submit" size="large" block loading={isWorking}>
          {isWorking ? t.working : t.submit}
        </Button>
        <Button type="link" onClick={onBack}>
          {t.otherAccount}
        </Button>
      </form>
    </main>
  );
}
