import type { StaffApprovalView } from '@stoa/contracts/http/approvals';
import { Button, Input } from 'antd';
import { useId, useState } from 'react';
import { say, words } from '../words';
import { Checklist } from './Checklist';
import { type DraftBook, useDrafts } from './useDrafts';
import type { useSteps } from './useSteps';

const t = words.approvals.decide;

interface DecideProps {
  readonly approval: StaffApprovalView;
  readonly steps: ReturnType<typeof useSteps>;
}

/** Verdicts, and the end that follows from them. Everything typed here outlives a refusal, a reload and a new sign-in. */
export function Decide({ approval, steps }: DecideProps) {
  const book = useDrafts(approval);
  const [isTried, setTried] = useState(false);
  const canJudge = approval.actions.includes('approve') || approval.actions.includes('reject');
  const decide = (overall: 'approved' | 'rejected') => {
    setTried(true);
    const [first] = book.open;
    if (first) {
      document.querySelector<HTMLElement>(`[data-item=${first}]`)?.focus();
      return;
    }
    const note = book.note.trim() === '' ? null : book.note.trim();
    const step = { kind: 'decide', version: approval.version, overall, verdicts: book.verdicts(), note } as const;
    steps.take(step, book.forget);
  };
  return (
    <>
      <Checklist approval={approval} book={book} canJudge={canJudge} isTried={isTried} />
      {canJudge || book.note !== '' ? (
        <section className="panel stack">
          <Note value={book.note} onChange={book.setNote} />
          {canJudge ? <End approval={approval} book={book} isBusy={steps.busy === 'decide'} onDecide={decide} /> : null}
        </section>
      ) : null}
      {canJudge ? null : <NotMine approval={approval} book={book} />}
    </>
  );
}

/** A lease that ran out or went to a colleague takes the buttons and nothing that was typed. */
function NotMine({ approval, book }: { readonly approval: StaffApprovalView; readonly book: DraftBook }) {
  if (!approval.review) return null;
  if (book.isEmpty) return <p className="quiet">{t.notMine}</p>;
  const { claim } = approval;
  return (
    <p className="notice tone-ochre">
      {claim ? say(words.approvals.draftsKeptTheirs, { name: claim.by.name }) : words.approvals.draftsKept}
    </p>
  );
}

function Note({ value, onChange }: { readonly value: string; readonly onChange: (text: string) => void }) {
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>{t.note}</label>
      <Input.TextArea
        id={id}
        value={value}
        rows={3}
        maxLength={2000}
        aria-describedby={`${id}-help`}
        onChange={(event) => onChange(event.target.value)}
      />
      <span id={`${id}-help`} className="fine quiet">
        {t.noteHelp}
      </span>
    </div>
  );
}

interface EndProps {
  readonly approval: StaffApprovalView;
  readonly book: ReturnType<typeof useDrafts>;
  readonly isBusy: boolean;
  readonly onDecide: (overall: 'approved' | 'rejected') => void;
}

/** One button that says what the verdicts come to; the appeal against a suspension has no parts, and so has two. */
function End({ approval, book, isBusy, onDecide }: EndProps) {
  const { name } = approval.tutor;
  if ((approval.review?.items.length ?? 0) === 0)
    return (
      <div className="actions">
        <Button loading={isBusy} onClick={() => onDecide('approved')}>
          {t.lift}
        </Button>
        <Button danger loading={isBusy} onClick={() => onDecide('rejected')}>
          {t.stands}
        </Button>
      </div>
    );
  const isGood = book.changes === 0;
  return (
    <div className="actions">
      <Button type="primary" loading={isBusy} onClick={() => onDecide(isGood ? 'approved' : 'rejected')}>
        {isGood ? t.approve : say(t.reject, { n: book.changes })}
      </Button>
      <p className="fine quiet">
        {book.open.length > 0
          ? say(t.left, { n: book.open.length })
          : say(isGood ? t.approveMeans : t.rejectMeans, { name })}
      </p>
    </div>
  );
}
