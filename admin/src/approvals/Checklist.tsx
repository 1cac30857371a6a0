import type { StaffApprovalView } from '@stoa/contracts/http/approvals';
import type { ReviewedItem } from '@stoa/domain/tutorChecklist';
import { useRef } from 'react';
import { useKeys } from '../shell/keys';
import { Pair } from '../ui/Panel';
import { say, words } from '../words';
import type { DraftBook } from './useDrafts';
import { Verdict } from './Verdict';

const t = words.approvals.checklist;
type Line = StaffApprovalView['checklist'][number];

function stateOf({ done, required, has, needs }: Line): string {
  if (done) return t.there;
  if (has !== null && needs !== null && needs > 1) return say(t.has, { has, needs });
  return required ? t.missing : t.optional;
}

/** The parts that nobody has to look at: numbers and facts. */
function Known({ lines }: { readonly lines: readonly Line[] }) {
  return (
    <>
      <h3>{t.known}</h3>
      <dl className="pairs">
        {lines.map((line) => (
          <Pair key={line.item} label={t.items[line.item]}>
            <span className={line.required && !line.done ? 'tone-terracotta' : ''}>
              {line.done ? '✓ ' : ''}
              {stateOf(line)}
            </span>
          </Pair>
        ))}
      </dl>
    </>
  );
}

/** j and k move the focus over the parts, a and c judge the one that has it. */
function useJudgingKeys(items: readonly ReviewedItem[], book: DraftBook, canJudge: boolean) {
  const list = useRef<HTMLUListElement>(null);
  const parts = () => [...(list.current?.querySelectorAll<HTMLElement>('[data-item]') ?? [])];
  const current = () => parts().findIndex((part) => part.contains(document.activeElement));
  const focus = (step: 1 | -1) => {
    const at = current();
    const next = at === -1 ? 0 : Math.min(Math.max(at + step, 0), items.length - 1);
    parts()[next]?.focus();
    parts()[next]?.scrollIntoView?.({ block: 'nearest' });
  };
  const judge = (verdict: 'approved' | 'changes_needed') => {
    const item = items[current()];
    if (item && canJudge) book.set(item, { verdict });
  };
  useKeys({ j: () => focus(1), k: () => focus(-1), a: () => judge('approved'), c: () => judge('changes_needed') });
  return list;
}

interface ChecklistProps {
  readonly approval: StaffApprovalView;
  readonly book: DraftBook;
  readonly canJudge: boolean;
  readonly isTried: boolean;
}

export function Checklist({ approval, book, canJudge, isTried }: ChecklistProps) {
  const items = approval.review?.items ?? [];
  const list = useJudgingKeys(items, book, canJudge);
  const known = approval.checklist.filter(({ item }) => !items.some((judged) => judged === item));
  return (
    <section className="panel">
      {items.length > 0 ? (
        <>
          <h3>{t.toJudge}</h3>
          <ul ref={list} className="plain verdicts">
            {items.map((item) => (
              <Verdict key={item} approval={approval} item={item} book={book} canJudge={canJudge} isTried={isTried} />
            ))}
          </ul>
          {canJudge ? <p className="fine quiet">{t.keys}</p> : null}
        </>
      ) : null}
      <Known lines={known} />
    </section>
  );
}
