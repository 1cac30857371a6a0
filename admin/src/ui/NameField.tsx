import { Input } from 'antd';
import { useId } from 'react';

interface NameFieldProps {
  readonly label: string;
  readonly help: string;
  readonly missing: string;
  readonly value: string;
  readonly isMissing: boolean;
  readonly maxLength: number;
  readonly onChange: (value: string) => void;
}

/** The one line of a dialogue that gives something a name. */
export function NameField({ label, help, missing, value, isMissing, maxLength, onChange }: NameFieldProps) {
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <Input
        id={id}
        value={value}
        maxLength={maxLength}
        autoFocus
        status={isMissing ? 'error' : ''}
        aria-invalid={isMissing}
        aria-describedby={`${id}-help`}
        onChange={(event) => onChange(event.target.value)}
      />
      <span id={`${id}-help`} className={isMissing ? 'fine tone-terracotta' : 'fine quiet'}>
        {isMissing ? missing : help}
      </span>
    </div>
  );
}
