import type { StaffApprovalView } from '@stoa/contracts/http/approvals';
import { useState } from 'react';
import { toProblemError } from '../refine/client';
import { useAct } from '../refine/useAct';
import { announce } from '../ui/announce';
import { say, words } from '../words';
import { type Step, takeStep, useRefreshApproval } from './acts';

const t = words.approvals;
const CONFLICT = 409;

function doneText(step: Step, name: string): string {
  if (step.kind === 'decide') return say(step.overall === 'approved' ? t.decide.approved : t.decide.rejected, { name });
  return say(t.steps.done[step.kind], { name });
}

interface Refused {
  readonly error: unknown;
  /** what was on the screen when it was refused: the difference to what comes is shown */
  readonly seen: StaffApprovalView;
}

/** The steps of one approval: one at a time, told when done, and on a conflict the page is asked for anew. */
export function useSteps(approval: StaffApprovalView) {
  const { tutorId, tutor } = approval;
  const refresh = useRefreshApproval();
  const [done, setDone] = useState<string | null>(null);
  const [refused, setRefused] = useState<Refused | null>(null);
  const act = useAct<Step, unknown>({
    send: (step, key) => takeStep(tutorId, step, key),
    onDone(_after, step) {
      const text = doneText(step, tutor.name);
      announce(text);
      setDone(text);
      refresh(tutorId);
    },
    onRefused(error) {
      setRefused({ error, seen: approval });
      refresh(tutorId);
    },
  });
  return {
    take: (step: Step, onDone?: () => void) => {
      setDone(null);
      setRefused(null);
      act.mutate(step, { onSuccess: () => onDone?.() });
    },
    busy: act.isPending ? act.variables.kind : null,
    done,
    refused,
    isConflict: refused !== null && toProblemError(refused.error).statusCode === CONFLICT,
    clear: () => setRefused(null),
  };
}
