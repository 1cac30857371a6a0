import { useInvalidateAuthStore, useLogin } from '@refinedev/core';
import { Button, Input } from 'antd';
import { type FormEvent, useId, useState } from 'react';
import { challengeOf, type SecondStep } from '../refine/authProvider';
import type { ProblemError } from '../refine/client';
import { useTitle } from '../shell/title';
import { Problem } from '../ui/Problem';
import { say, words } from '../words';
import { CodeStep } from './CodeStep';

const t = words.signIn;

interface FieldProps {
  readonly label: string;
  readonly name: 'email' | 'password';
  readonly value: string;
  readonly isMissing: boolean;
  readonly onChange: (value: string) => void;
}

function Field({ label, name, value, isMissing, onChange }: FieldProps) {
  const id = useId();
  const shared = {
    id,
    name,
    value,
    size: 'large' as const,
    status: isMissing ? ('error' as const) : ('' as const),
    'aria-invalid': isMissing,
    'aria-describedby': isMissing ? `${id}-error` : undefined,
    onChange: (event: { target: { value: string } }) => onChange(event.target.value),
  };
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      {name === 'email' ? (
        <Input {...shared} type="email" autoComplete="username" inputMode="email" autoFocus />
      ) : (
        <Input.Password {...shared} autoComplete="current-password" />
      )}
      {isMissing ? (
        <span id={`${id}-error`} className="fine tone-terracotta">
          {t.fieldMissing}
        </span>
      ) : null}
    </div>
  );
}

interface Failed {
  readonly error: ProblemError;
  readonly email: string;
}

function Refusal({ error, email }: Failed) {
  if (error.code !== 'not_staff') return <Problem error={error} />;
  return (
    <p role="alert" className="notice tone-terracotta">
      {say(t.notStaff, { email })}
    </p>
  );
}

/**
 * Refine would go to the page at once and ask who is there only afterwards: on the old answer, nobody, its guard sends
 * people back to this form. Here the answer comes first, and on it the door leads on.
 */
function useSignIn() {
  const askAgain = useInvalidateAuthStore();
  return useLogin<{ email: string; password: string } | SecondStep>({
    mutationOptions: { onSuccess: ({ success }) => (success ? askAgain() : undefined) },
  });
}

export function SignIn() {
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const [isTried, setTried] = useState(false);
  const [failed, setFailed] = useState<Failed | null>(null);
  const [challenge, setChallenge] = useState<string | null>(null);
  const { mutate, isPending } = useSignIn();
  useTitle(t.heading);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (email === '' || password === '') return;
    send({ email: email.trim(), password });
  };
  const send = (step: { email: string; password: string } | SecondStep) => {
    setFailed(null);
    mutate(step, {
      onSuccess({ success, error }) {
        if (success) return;
        const problem = error as ProblemError;
        const next = challengeOf(problem);
        if (next !== null) setChallenge(next);
        else setFailed({ error: problem, email: email.trim() });
        // a challenge that is over is met by the password alone
        if (problem.code === 'challenge_over') setChallenge(null);
      },
    });
  };
  if (challenge !== null)
    return (
      <CodeStep
        isWorking={isPending}
        refusal={failed ? <Refusal {...failed} /> : null}
        onCode={(code) => send({ challenge, code })}
        onBack={() => setChallenge(null)}
      />
    );
  return (
    <main className="sign-in">
      <form onSubmit={submit} noValidate>
        <p className="brand">Stoa</p>
        <h1>{t.heading}</h1>
        <p className="quiet">{t.for}</p>
        {failed && failed.error.code !== 'totp_wrong' ? <Refusal {...failed} /> : null}
        <Field label={t.email} name="email" value={email} isMissing={isTried && email === ''} onChange={setEmail} />
        <Field
          label={t.password}
          name="password"
          value={password}
          isMissing={isTried && password === ''}
          onChange={setPassword}
        />
        <Button type="primary" htmlType="submit" size="large" block loading={isPending}>
          {isPending ? t.working : t.submit}
        </Button>
      </form>
    </main>
  );
}
