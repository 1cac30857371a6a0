'use client';

import { Button, PasswordInput, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { type FormEvent, type ReactElement, type ReactNode, useState } from 'react';
import { Problem } from '../ui/Problem';
import form from './Form.module.css';
import { useFieldErrors } from './refusals';
import { clockText, usePause } from './usePause';

export interface Proof {
  readonly currentPassword: string;
  readonly code: string;
}
interface Props {
  /** what is asked as proof */
  readonly ask: { readonly password: boolean; readonly code: boolean };
  readonly submit: string;
  readonly danger?: boolean;
  /** further fields, with the refusals that belong to them */
  readonly children?: (at: (field: string) => string | undefined, checked: boolean) => ReactNode;
  readonly fields?: readonly string[];
  readonly complete?: boolean;
  readonly send: (proof: Proof) => Promise<unknown>;
  readonly onClose: () => void;
}

/** A change that takes proof: the present password, a fresh code, or both, beside what is changed. */
export function ProofForm({ ask, fields = [], complete = true, send, children, ...look }: Props): ReactElement {
  const t = useTranslations('web.account');
  const [proof, setProof] = useState<Proof>({ currentPassword: '', code: '' });
  const [checked, setChecked] = useState(false);
  const pause = usePause();
  const act = useMutation({ mutationFn: send, onError: pause.obey });
  const { at, rest } = useFieldErrors(act.error, ['currentPassword', 'code', ...fields]);
  const proven = (!ask.password || proof.currentPassword !== '') && (!ask.code || proof.code.trim().length >= 6);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setChecked(true);
    if (proven && complete && pause.left === 0) act.mutate(proof);
  };
  return (
    <form onSubmit={submit} noValidate className={form.form}>
      {children?.(at, checked)}
      <ProofFields {...{ ask, proof, at, checked }} onChange={setProof} />
      {rest ? <Problem error={rest} onAgain={() => act.mutate(proof)} /> : null}
      <div>
        <Button
          type="submit"
          color={look.danger ? 'terracotta' : 'aegean'}
          loading={act.isPending}
          disabled={pause.left > 0}
        >
          {pause.left > 0 ? t('pause', { time: clockText(pause.left) }) : look.submit}
        </Button>{' '}
        <Button variant="subtle" onClick={look.onClose} disabled={act.isPending}>
          {t('security.cancel')}
        </Button>
      </div>
    </form>
  );
}

interface FieldsProps extends Pick<Props, 'ask'> {
  readonly proof: Proof;
  readonly at: (field: string) => string | undefined;
  readonly checked: boolean;
  readonly onChange: (proof: Proof) => void;
}

function ProofFields({ ask, proof, at, checked, onChange }: FieldsProps): ReactElement {
  const t = useTranslations('web.account');
  const noPassword = checked && proof.currentPassword === '' ? t('password.missing') : undefined;
  const noCode = checked && proof.code.trim().length < 6 ? t('step.codeMissing') : undefined;
  return (
    <>
      {ask.password ? (
        <PasswordInput
          label={t('password.present')}
          name="current-password"
          autoComplete="current-password"
          size="md"
          value={proof.currentPassword}
          onChange={(event) => onChange({ ...proof, currentPassword: event.currentTarget.value })}
          error={at('currentPassword') ?? noPassword}
        />
      ) : null}
      {ask.code ? (
        <TextInput
          className={form.code}
          label={t('step.code')}
          name="code"
          autoComplete="one-time-code"
          size="md"
          maxLength={40}
          value={proof.code}
          onChange={(event) => onChange({ ...proof, code: event.currentTarget.value })}
          error={at('code') ?? noCode}
        />
      ) : null}
    </>
  );
}
