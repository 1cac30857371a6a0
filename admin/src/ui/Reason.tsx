import { Input } from 'antd';
import { useId } from 'react';
import { words } from '../words';

const t = words.reason;
const REASON_MAX = 500;

interface ReasonProps {
  readonly value: string;
  readonly isMissing: boolean;
  /** who reads it */
  readonly help: string;
  readonly onChange: (value: string) => void;
}

/** Why somebody of the staff does something: asked with everything that touches other people. */
export function Reason({ value, isMissing, help, onChange }: ReasonProps) {
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>{t.label}</label>
      <Input.TextArea
        id={id}
        value={value}
        rows={3}
        maxLength={REASON_MAX}
        required
        status={isMissing ? 'error' : ''}
        aria-invalid={isMissing}
        aria-describedby={`${id}-help`}
        onChange={(event) => onChange(event.target.value)}
      />
      <span id={`${id}-help`} className={isMissing ? 'fine tone-terracotta' : 'fine quiet'}>
        {isMissing ? t.missing : help}
      </span>
    </div>
  );
}
