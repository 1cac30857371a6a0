import type { StaffApprovalView } from '@stoa/contracts/http/approvals';
import type { ReviewedItem, VerdictReason } from '@stoa/domain/tutorChecklist';
import { useState } from 'react';
import type { SentVerdict } from './acts';

/** What a reviewer noted about one part, and which version of it they looked at. */
export interface Draft {
  readonly verdict: 'approved' | 'changes_needed' | null;
  readonly reason: VerdictReason | null;
  readonly note: string;
  readonly version: string;
}
type Drafts = Readonly<Partial<Record<ReviewedItem, Draft>>>;
interface Kept {
  readonly drafts: Drafts;
  readonly note: string;
}

const keyOf = ({ tutorId, review }: StaffApprovalView): string => `stoa.review.${tutorId}.${review?.id ?? ''}`;
const nothing: Kept = { drafts: {}, note: '' };

function read(key: string): Kept {
  try {
    return { ...nothing, ...(JSON.parse(sessionStorage.getItem(key) ?? '{}') as Partial<Kept>) };
  } catch {
    return nothing;
  }
}

/** A verdict on what the tutor changed meanwhile is none; its reason and note stay. */
export function draftOf(drafts: Drafts, item: ReviewedItem, version: string) {
  const draft = drafts[item];
  const isOld = draft !== undefined && draft.verdict !== null && draft.version !== version;
  const shown: Draft = {
    verdict: null,
    reason: null,
    note: '',
    ...draft,
    version,
    ...(isOld ? { verdict: null } : {}),
  };
  return { draft: shown, isOld };
}

/** What still keeps a verdict from being sent. */
export function gapOf({ verdict, reason, note }: Draft): 'verdict' | 'reason' | 'note' | null {
  if (verdict === null) return 'verdict';
  if (verdict === 'approved') return null;
  if (reason === null) return 'reason';
  return reason === 'other' && note.trim() === '' ? 'note' : null;
}

function sentOf(item: ReviewedItem, { verdict, reason, note, version }: Draft): SentVerdict {
  const isGood = verdict !== 'changes_needed';
  const said = note.trim();
  return {
    item,
    version,
    verdict: isGood ? 'approved' : 'changes_needed',
    reason: isGood ? null : reason,
    note: said === '' ? null : said,
  };
}

/** The notes of a judgement, kept in this tab until it is decided: a reload, a sign-in or a conflict loses nothing. */
export function useDrafts(approval: StaffApprovalView) {
  const key = keyOf(approval);
  const [held, setHeld] = useState(() => ({ key, kept: read(key) }));
  const { drafts, note } = held.key === key ? held.kept : read(key);
  const items = approval.review?.items ?? [];
  const keep = (kept: Kept) => {
    try {
      sessionStorage.setItem(key, JSON.stringify(kept));
    } catch {
      // a tab that keeps nothing holds them as long as it is open
    }
    setHeld({ key, kept });
  };
  const of = (item: ReviewedItem) => draftOf(drafts, item, approval.itemVersions[item] ?? '');
  const all = items.map((item) => ({ item, ...of(item) }));
  return {
    of,
    note,
    set: (item: ReviewedItem, change: Partial<Draft>) =>
      keep({ drafts: { ...drafts, [item]: { ...of(item).draft, ...change } }, note }),
    setNote: (text: string) => keep({ drafts, note: text }),
    isEmpty: note.trim() === '' && all.every(({ draft }) => draft.verdict === null && draft.note === ''),
    open: all.filter(({ draft }) => gapOf(draft) !== null).map(({ item }) => item),
    changes: all.filter(({ draft }) => draft.verdict === 'changes_needed').length,
    verdicts: () => all.map(({ item, draft }) => sentOf(item, draft)),
    forget: () => {
      sessionStorage.removeItem(key);
      setHeld({ key, kept: nothing });
    },
  };
}
export type DraftBook = ReturnType<typeof useDrafts>;
