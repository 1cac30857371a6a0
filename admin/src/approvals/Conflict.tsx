import type { StaffApprovalView } from '@stoa/contracts/http/approvals';
import { momentText } from '@stoa/contracts/words/format';
import { REVIEWED_ITEMS } from '@stoa/domain/tutorChecklist';
import { Problem } from '../ui/Problem';
import { say, useReader, words } from '../words';
import type { useSteps } from './useSteps';

const t = words.approvals;

interface ConflictProps {
  readonly steps: ReturnType<typeof useSteps>;
  readonly approval: StaffApprovalView;
}

function useDifferences(seen: StaffApprovalView, now: StaffApprovalView): string[] {
  const reader = useReader();
  const out: string[] = [];
  if (seen.state !== now.state) out.push(say(t.conflict.state, { state: t.states[now.state] }));
  if (seen.claim?.by.id !== now.claim?.by.id)
    out.push(
      now.claim
        ? say(t.conflict.taken, { name: now.claim.by.name, at: momentText(Date.parse(now.claim.until), reader) })
        : t.conflict.free,
    );
  const parts = REVIEWED_ITEMS.filter((item) => seen.itemVersions[item] !== now.itemVersions[item]);
  if (parts.length > 0)
    out.push(say(t.conflict.parts, { parts: parts.map((item) => t.checklist.items[item].toLowerCase()).join(', ') }));
  return out.length === 0 && seen.version !== now.version ? [t.conflict.nothing] : out;
}

/** A refused step: why, what moved meanwhile, and that nothing typed is lost. */
export function Conflict({ steps, approval }: ConflictProps) {
  const { refused } = steps;
  return refused ? <Told steps={steps} approval={approval} refused={refused} /> : null;
}

interface ToldProps extends ConflictProps {
  readonly refused: NonNullable<ReturnType<typeof useSteps>['refused']>;
}

function Told({ steps, approval, refused }: ToldProps) {
  const differences = useDifferences(refused.seen, approval);
  return (
    <Problem error={refused.error}>
      {steps.isConflict && differences.length > 0 ? (
        <>
          <p className="problem-title">{t.conflict.heading}</p>
          <ul>
            {differences.map((text) => (
              <li key={text}>{text}</li>
            ))}
          </ul>
        </>
      ) : null}
      {steps.isConflict ? <p>{t.conflict.kept}</p> : null}
    </Problem>
  );
}
