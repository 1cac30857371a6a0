import { useGetIdentity } from '@refinedev/core';
import type { StaffApprovalView } from '@stoa/contracts/http/approvals';
import type { MeView } from '@stoa/contracts/http/session';
import { Button } from 'antd';
import { useState } from 'react';
import { Panel } from '../ui/Panel';
import { ReasonDialog } from '../ui/ReasonDialog';
import { say, words } from '../words';
import type { Plain, Reasoned } from './acts';
import { Conflict } from './Conflict';
import { SuspendDialog } from './SuspendDialog';
import type { useSteps } from './useSteps';

const t = words.approvals.steps;

interface StepsProps {
  readonly approval: StaffApprovalView;
  readonly steps: ReturnType<typeof useSteps>;
}

/** Those without a dialogue, then those that ask for a reason; approving and rejecting follow from the verdicts. */
const PLAIN: readonly Plain[] = ['claim', 'confirmLift', 'release'];
const ASKING = ['proposeLift', 'suspend', 'archive'] as const;
type Asking = (typeof ASKING)[number];

const TEXTS: Readonly<Record<Reasoned, { title: string; means: readonly string[]; confirm: string }>> = {
  proposeLift: { title: t.liftTitle, means: t.liftMeans, confirm: t.liftConfirm },
  archive: { title: t.archiveTitle, means: t.archiveMeans, confirm: t.archiveConfirm },
};

function FourEyes({ approval }: Pick<StepsProps, 'approval'>) {
  const { data: me } = useGetIdentity<MeView>();
  const by = approval.liftProposedBy;
  if (by === null) return null;
  return <p className="notice tone-ochre">{by.id === me?.id ? t.fourEyesMine : say(t.fourEyes, { name: by.name })}</p>;
}

interface AskingProps extends StepsProps {
  readonly kind: Asking;
  readonly onClose: () => void;
}

function AskingDialog({ kind, approval, steps, onClose }: AskingProps) {
  if (kind === 'suspend') return <SuspendDialog approval={approval} steps={steps} onClose={onClose} />;
  const text = TEXTS[kind];
  return (
    <ReasonDialog
      title={say(text.title, { name: approval.tutor.name })}
      consequences={text.means}
      reasonHelp={t.reasonHelp}
      confirm={text.confirm}
      isDangerous={kind === 'archive'}
      isWorking={steps.busy === kind}
      failure={steps.refused?.error ?? null}
      onConfirm={(reason) => steps.take({ kind, version: approval.version, reason }, onClose)}
      onClose={onClose}
    />
  );
}

/** What the answer says this reader may do now. */
export function Steps({ approval, steps }: StepsProps) {
  const [asking, setAsking] = useState<Asking | null>(null);
  const { data: me } = useGetIdentity<MeView>();
  const isMine = approval.claim !== null && approval.claim.by.id === me?.id;
  const plain = PLAIN.filter((kind) => approval.actions.includes(kind));
  const reasoned = ASKING.filter((kind) => approval.actions.includes(kind));
  const ask = (kind: Asking) => {
    steps.clear();
    setAsking(kind);
  };
  return (
    <Panel title={t.heading}>
      {steps.done ? <p className="notice tone-olive">{steps.done}</p> : null}
      <FourEyes approval={approval} />
      {plain.length + reasoned.length === 0 ? <p className="quiet">{t.none}</p> : null}
      <div className="steps">
        {plain.map((kind) => (
          <Button
            key={kind}
            type={kind === 'release' || isMine ? 'default' : 'primary'}
            loading={steps.busy === kind}
            onClick={() => steps.take({ kind, version: approval.version })}
          >
            {kind === 'claim' && isMine ? t.claimLonger : t[kind]}
          </Button>
        ))}
        {reasoned.map((kind) => (
          <Button key={kind} danger={kind !== 'proposeLift'} onClick={() => ask(kind)}>
            {t[kind]}
          </Button>
        ))}
      </div>
      {asking ? null : <Conflict steps={steps} approval={approval} />}
      {asking ? <AskingDialog kind={asking} approval={approval} steps={steps} onClose={() => setAsking(null)} /> : null}
    </Panel>
  );
}
