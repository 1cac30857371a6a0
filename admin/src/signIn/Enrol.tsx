import { useInvalidateAuthStore } from '@refinedev/core';
import type { MeView } from '@stoa/contracts/http/session';
import type { TotpEnrolment } from '@stoa/contracts/http/totp';
import { useMutation } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import type { z } from 'zod';
import { askWhoAnew } from '../refine/authProvider';
import { api, bodyOf } from '../refine/client';
import { useSignOut } from '../shell/Account';
import { useTitle } from '../shell/title';
import { Problem } from '../ui/Problem';
import { say, words } from '../words';
import { ProofForm } from './ProofForm';
import { RecoveryCodes } from './RecoveryCodes';
import { Secret } from './Secret';

const t = words.enrol;
type Enrolment = z.output<typeof TotpEnrolment>;

const begin = (currentPassword: string): Promise<Enrolment> =>
  bodyOf<Enrolment>(api.POST('/me/totp', { body: { currentPassword } }));
const confirm = (code: string): Promise<{ codes: string[] }> =>
  bodyOf<{ codes: string[] }>(api.POST('/me/totp/confirm', { body: { code } }));

/** The password first: a console that was left open must not become somebody else's authenticator. */
function Begin({ onDone }: { readonly onDone: (enrolment: Enrolment) => void }) {
  const act = useMutation({ mutationFn: begin, onSuccess: onDone });
  return (
    <ProofForm
      key="password"
      kind="password"
      submit={t.begin}
      isWorking={act.isPending}
      refusal={act.error ? <Problem error={act.error} /> : null}
      onProof={(password) => act.mutate(password)}
    />
  );
}

interface ConfirmProps {
  readonly enrolment: Enrolment;
  readonly onDone: (codes: readonly string[]) => void;
}

function Confirm({ enrolment, onDone }: ConfirmProps) {
  const act = useMutation({ mutationFn: confirm, onSuccess: ({ codes }) => onDone(codes) });
  return (
    <ProofForm
      key="code"
      kind="code"
      submit={t.switchOn}
      isWorking={act.isPending}
      refusal={act.error ? <Problem error={act.error} /> : null}
      onProof={(code) => act.mutate(code)}
    >
      <Secret enrolment={enrolment} />
    </ProofForm>
  );
}

interface FrameProps {
  readonly me: MeView;
  readonly step: number;
  readonly children: ReactNode;
}

function Frame({ me, step, children }: FrameProps) {
  const signOut = useSignOut();
  return (
    <main className="sign-in enrol">
      <div className="enrol-card">
        <p className="brand">Stoa</p>
        <h1>{t.heading}</h1>
        <p className="quiet">{say(t.step, { n: step })}</p>
        {step === 1 ? <p>{t.why}</p> : null}
        {children}
        {step < 3 ? (
          <p className="fine quiet">
            {say(t.as, { email: me.email })}{' '}
            <button type="button" className="link-button" onClick={() => void signOut()}>
              {words.signIn.otherAccount}
            </button>
          </p>
        ) : null}
      </div>
    </main>
  );
}

/** Sets an authenticator up in three steps; the console opens once the recovery codes are kept. */
export function Enrol({ me }: { readonly me: MeView }) {
  const [enrolment, setEnrolment] = useState<Enrolment | null>(null);
  const [codes, setCodes] = useState<readonly string[] | null>(null);
  const askAgain = useInvalidateAuthStore();
  useTitle(t.heading);
  const goOn = () => {
    askWhoAnew();
    void askAgain();
  };
  if (codes)
    return (
      <Frame me={me} step={3}>
        <RecoveryCodes codes={codes} onKept={goOn} />
      </Frame>
    );
  return (
    <Frame me={me} step={enrolment ? 2 : 1}>
      {enrolment ? <Confirm enrolment={enrolment} onDone={setCodes} /> : <Begin onDone={setEnrolment} />}
    </Frame>
  );
}
