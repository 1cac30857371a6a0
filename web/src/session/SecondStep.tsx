'use client';

import { Button, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { type FormEvent, type ReactElement, useState } from 'react';
import { doorAsks } from '../account/asks';
import classes from '../account/Form.module.css';
import { useFieldErrors } from '../account/refusals';
import { clockText, usePause } from '../account/usePause';
import { codeOf } from '../client/problem';
import { send } from '../client/send';
import { Problem } from '../ui/Problem';

interface Props {
  readonly challenge: string;
  readonly onDone: () => void;
  /** the challenge is over: the password once more */
  readonly onOver: () => void;
}

/** The code beside the password: of the authenticator, or a recovery code. */
export function SecondStep({ challenge, onDone, onOver }: Props): ReactElement {
  const t = useTranslations('web.account.step');
  const [kind, setKind] = useState<'code' | 'recovery'>('code');
  const [code, setCode] = useState('');
  const [checked, setChecked] = useState(false);
  const pause = usePause();
  const enter = useMutation({
    mutationFn: () => send(doorAsks.secondStep({ challenge, code: code.trim() })),
    onSuccess: onDone,
    onError: pause.obey,
  });
  const { at, rest } = useFieldErrors(enter.error, ['code']);
  const missing = code.replaceAll(/[\s-]/g, '').length < 6;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setChecked(true);
    if (!missing && pause.left === 0) enter.mutate();
  };
  const change = () => {
    setKind(kind === 'code' ? 'recovery' : 'code');
    setCode('');
    setChecked(false);
    enter.reset();
  };
  return (
    <form onSubmit={submit} noValidate className={classes.form}>
      <p className="quiet">{kind === 'code' ? t('lead') : t('leadRecovery')}</p>
      <TextInput
        key={kind}
        data-autofocus
        autoFocus
        className={classes.code}
        label={t(kind)}
        name="code"
        autoComplete="one-time-code"
        inputMode={kind === 'code' ? 'numeric' : 'text'}
        spellCheck={false}
        size="md"
        maxLength={40}
        value={code}
        onChange={(event) => setCode(event.currentTarget.value)}
        error={at('code') ?? (checked && missing ? t(kind === 'code' ? 'codeMissing' : 'recoveryMissing') : undefined)}
      />
      {rest ? <Problem error={rest} /> : null}
      <Ending over={codeOf(enter.error) === 'challenge_over'} {...{ kind, pause: pause.left, change, onOver }}>
        {enter.isPending || enter.isSuccess}
      </Ending>
    </form>
  );
}

interface EndingProps {
  readonly over: boolean;
  readonly kind: 'code' | 'recovery';
  readonly pause: number;
  readonly change: () => void;
  readonly onOver: () => void;
  /** it is working */
  readonly children: boolean;
}

function Ending({ over, kind, pause, change, onOver, children: working }: EndingProps): ReactElement {
  const t = useTranslations('web.account');
  if (over)
    return (
      <Button size="lg" fullWidth onClick={onOver}>
        {t('step.startAgain')}
      </Button>
    );
  return (
    <>
      <Button type="submit" fullWidth size="lg" loading={working} disabled={pause > 0}>
        {pause > 0 ? t('pause', { time: clockText(pause) }) : t('step.submit')}
      </Button>
      <Button variant="subtle" onClick={change} disabled={working}>
        {t(kind === 'code' ? 'step.useRecovery' : 'step.useCode')}
      </Button>
    </>
  );
}
