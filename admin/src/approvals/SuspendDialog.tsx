import type { StaffApprovalView } from '@stoa/contracts/http/approvals';
import { moneyText } from '@stoa/contracts/words/format';
import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import { Radio } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { type ProblemError, toProblemError } from '../refine/client';
import { Money } from '../ui/Money';
import { Problem } from '../ui/Problem';
import { ReasonDialog } from '../ui/ReasonDialog';
import { Skeleton } from '../ui/Skeleton';
import { When } from '../ui/When';
import { say, usePerson, words } from '../words';
import { type Preview, previewSuspension } from './acts';
import type { useSteps } from './useSteps';

const t = words.approvals.suspend;
type Choice = 'cancelled' | 'kept';

function Lessons({ preview }: { readonly preview: Preview }) {
  return (
    <>
      <p>{say(t.lessons, { n: preview.count })}</p>
      <ul className="plain touched">
        {preview.lessons.map((lesson) => (
          <li key={lesson.bookingId} className="pair">
            <span>
              <Link to={`/bookings/${lesson.bookingId}`} className="code">
                {lesson.code}
              </Link>{' '}
              <When at={lesson.startsAt} isShort /> · {lesson.student.name}
            </span>
            <Money of={lesson.returned} />
          </li>
        ))}
      </ul>
    </>
  );
}

interface TouchedProps {
  readonly asked: UseQueryResult<Preview, ProblemError>;
  readonly choice: Choice | null;
  readonly onChoose: (choice: Choice) => void;
}

/** What it would touch, and what becomes of it: chosen, never assumed. */
function Touched({ asked, choice, onChoose }: TouchedProps) {
  const { locale } = usePerson();
  const preview = asked.data;
  if (asked.error) return <Problem error={asked.error} onRetry={() => void asked.refetch()} />;
  if (!preview) return <Skeleton shape="quote" count={4} />;
  const amount = preview.returned.map((sum) => moneyText(sum, locale)).join(' + ');
  return (
    <>
      <Lessons preview={preview} />
      {preview.count > 0 ? (
        <Radio.Group
          className="stack"
          aria-label={t.choice}
          value={choice}
          onChange={(event) => onChoose(event.target.value as Choice)}
        >
          <Radio value="cancelled">{amount === '' ? t.cancelledNone : say(t.cancelled, { amount })}</Radio>
          <Radio value="kept">{t.kept}</Radio>
        </Radio.Group>
      ) : null}
    </>
  );
}

interface SuspendProps {
  readonly approval: StaffApprovalView;
  readonly steps: ReturnType<typeof useSteps>;
  readonly onClose: () => void;
}

/** Lessons that came or went since the list was made stop the step; then the list is asked for anew. */
function usePreview({ approval, steps }: Pick<SuspendProps, 'approval' | 'steps'>) {
  const failure = steps.refused?.error ?? null;
  const isMoved = failure !== null && toProblemError(failure).code === 'quote_changed';
  const asked = useQuery<Preview, ProblemError>({
    queryKey: ['suspension', approval.tutorId, approval.version, isMoved],
    queryFn: () => previewSuspension(approval.tutorId),
    gcTime: 0,
  });
  return { asked, isMoved, failure: isMoved ? null : failure };
}

/** The lessons it touches and the choice about them come before the reason; the button repeats the choice. */
export function SuspendDialog({ approval, steps, onClose }: SuspendProps) {
  const [choice, setChoice] = useState<Choice | null>(null);
  const { asked, isMoved, failure } = usePreview({ approval, steps });
  const count = asked.data?.count ?? null;
  const confirm = (reason: string) => {
    if (!asked.data) return;
    const { version, count: lessons } = asked.data;
    steps.take({ kind: 'suspend', version, reason, bookings: choice ?? 'kept', lessons }, onClose);
  };
  return (
    <ReasonDialog
      title={say(t.title, { name: approval.tutor.name })}
      consequences={t.means}
      reasonHelp={words.approvals.steps.reasonHelp}
      confirm={choice === 'cancelled' ? say(t.confirmCancelled, { n: count ?? 0 }) : t.confirm}
      isDangerous
      isBlocked={count === null || (count > 0 && choice === null)}
      isWorking={steps.busy === 'suspend'}
      failure={failure}
      onConfirm={confirm}
      onClose={onClose}
    >
      {isMoved ? (
        <p className="notice tone-ochre" role="alert">
          {t.changed}
        </p>
      ) : null}
      <Touched asked={asked} choice={choice} onChoose={setChoice} />
    </ReasonDialog>
  );
}
