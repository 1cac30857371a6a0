import type { StaffApprovalView } from '@stoa/contracts/http/approvals';
import { type ReviewedItem, VERDICT_REASONS, type VerdictReason } from '@stoa/domain/tutorChecklist';
import { Button, Input, Select } from 'antd';
import { useId } from 'react';
import { optionsOf } from '../lists/kind';
import { say, words } from '../words';
import { type Draft, type DraftBook, gapOf } from './useDrafts';

const t = words.approvals.checklist;

interface ChangeProps {
  readonly draft: Draft;
  readonly isTried: boolean;
  readonly onChange: (change: Partial<Draft>) => void;
}

/** What is wrong, from a list that the tutor reads as well, and a note. */
function ChangeFields({ draft, isTried, onChange }: ChangeProps) {
  const id = useId();
  const gap = isTried ? gapOf(draft) : null;
  return (
    <div className="verdict-change">
      <div className="field">
        <label htmlFor={`${id}-reason`}>{t.reason}</label>
        <Select<VerdictReason>
          id={`${id}-reason`}
          className="verdict-reason"
          value={draft.reason}
          status={gap === 'reason' ? 'error' : ''}
          aria-describedby={gap === 'reason' ? `${id}-missing` : undefined}
          options={optionsOf(VERDICT_REASONS, t.reasons)}
          onChange={(reason) => onChange({ reason })}
        />
        {gap === 'reason' ? (
          <span id={`${id}-missing`} className="fine tone-terracotta">
            {t.reasonMissing}
          </span>
        ) : null}
      </div>
      <div className="field">
        <label htmlFor={`${id}-note`}>{t.note}</label>
        <Input.TextArea
          id={`${id}-note`}
          value={draft.note}
          rows={3}
          maxLength={2000}
          status={gap === 'note' ? 'error' : ''}
          aria-describedby={`${id}-help`}
          onChange={(event) => onChange({ note: event.target.value })}
        />
        <span id={`${id}-help`} className={gap === 'note' ? 'fine tone-terracotta' : 'fine quiet'}>
          {gap === 'note' ? t.noteMissing : t.noteHelp}
        </span>
      </div>
    </div>
  );
}

/** The word of the last reviewer, where it spoke of this part. */
function Before({ approval, item }: { readonly approval: StaffApprovalView; readonly item: ReviewedItem }) {
  const last = approval.verdicts.find((verdict) => verdict.item === item);
  if (!last) return null;
  const word = last.reason ? say(t.beforeChange, { reason: t.reasons[last.reason].toLowerCase() }) : t.beforeApproved;
  return (
    <p className="fine quiet">
      {t.before}: {word}
      {last.note ? ` — ${last.note}` : ''}
    </p>
  );
}

const CHOICES = [
  ['approved', t.approve, '✓'],
  ['changes_needed', t.change, '✎'],
] as const;

interface ChoiceProps {
  readonly text: string;
  readonly mark: (typeof CHOICES)[number][2];
  readonly isPicked: boolean;
  readonly isOff: boolean;
  readonly onPick: () => void;
}

/** The mark says it too, never the colour alone. */
function Choice({ text, mark, isPicked, isOff, onPick }: ChoiceProps) {
  const picked = mark === '✓' ? 'picked-good' : 'picked-change';
  return (
    <Button size="small" disabled={isOff} aria-pressed={isPicked} className={isPicked ? picked : ''} onClick={onPick}>
      {isPicked ? `${mark} ` : ''}
      {text}
    </Button>
  );
}

interface VerdictProps {
  readonly approval: StaffApprovalView;
  readonly item: ReviewedItem;
  readonly book: DraftBook;
  readonly canJudge: boolean;
  readonly isTried: boolean;
}

/** One part with its verdict; it takes the focus, and a and c speak to the one that has it. */
export function Verdict({ approval, item, book, canJudge, isTried }: VerdictProps) {
  const id = useId();
  const { draft, isOld } = book.of(item);
  const isMissing = isTried && draft.verdict === null;
  return (
    <li
      className={isMissing ? 'verdict verdict-missing' : 'verdict'}
      data-item={item}
      tabIndex={-1}
      aria-labelledby={id}
    >
      <div className="verdict-head">
        <h4 id={id}>
          <a href={`#part-${item}`}>{t.items[item]}</a>
        </h4>
        <div className="verdict-choice" role="group" aria-labelledby={id}>
          {CHOICES.map(([verdict, text, mark]) => (
            <Choice
              key={verdict}
              text={text}
              mark={mark}
              isPicked={draft.verdict === verdict}
              isOff={!canJudge}
              onPick={() => book.set(item, { verdict })}
            />
          ))}
        </div>
      </div>
      <Before approval={approval} item={item} />
      {isOld ? (
        <p className="notice tone-ochre" role="alert">
          {t.again}
        </p>
      ) : null}
      {draft.verdict === 'changes_needed' || (isOld && draft.note !== '') ? (
        <ChangeFields draft={draft} isTried={isTried} onChange={(change) => book.set(item, change)} />
      ) : null}
    </li>
  );
}
