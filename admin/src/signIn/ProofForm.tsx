import { Button, Input } from 'antd';
import { type FormEvent, type ReactNode, useId, useState } from 'react';
import { words } from '../words';

interface ProofFormProps {
  readonly kind: 'password' | 'code';
  readonly submit: string;
  readonly isWorking: boolean;
  /** why the last one did not count; what was typed stays */
  readonly refusal: ReactNode;
  readonly onProof: (proof: string) => void;
  /** what comes before the field */
  readonly children?: ReactNode;
}

/** One field that proves who is there: the present password, or a code of the authenticator. */
export function ProofForm({ kind, submit, isWorking, refusal, onProof, children }: ProofFormProps) {
  const id = useId();
  const [proof, setProof] = useState('');
  const [isTried, setTried] = useState(false);
  const isMissing = isTried && proof.trim() === '';
  const send = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (proof.trim() !== '') onProof(kind === 'code' ? proof.trim() : proof);
  };
  const shared = {
    id,
    value: proof,
    size: 'large' as const,
    autoFocus: true,
    status: isMissing ? ('error' as const) : ('' as const),
    'aria-invalid': isMissing,
    'aria-describedby': isMissing ? `${id}-missing` : undefined,
    onChange: (event: { target: { value: string } }) => setProof(event.target.value),
  };
  return (
    <form onSubmit={send} noValidate>
      {children}
      <div className="field">
        <label htmlFor={id}>{kind === 'code' ? words.enrol.firstCode : words.signIn.password}</label>
        {kind === 'code' ? (
          <Input {...shared} autoComplete="one-time-code" inputMode="numeric" maxLength={40} spellCheck={false} />
        ) : (
          <Input.Password {...shared} autoComplete="current-password" />
        )}
        {isMissing ? (
          <span id={`${id}-missing`} className="fine tone-terracotta">
            {words.signIn.fieldMissing}
          </span>
        ) : null}
      </div>
      {refusal}
      <Button type="primary" htmlType="submit" size="large" block loading={isWorking}>
        {submit}
      </Button>
    </form>
  );
}
