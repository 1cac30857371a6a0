import type { ApprovalView } from '@stoa/contracts/http/approvals';
import { itemHref } from './steps';

export type Way = { readonly name: 'fill' | 'correct' | 'look'; readonly href: string };

/** Where the tutor goes on when the next thing is no step of the approval: to what lacks, to what was marked, to their page. */
export function wayOnFrom(view: ApprovalView): Way | null {
  if (view.actions.includes('submit')) return null;
  const [lacking] = view.missing;
  const marked = view.verdicts.find(({ verdict, current }) => verdict === 'changes_needed' && current);
  if (view.state === 'incomplete' && lacking) return { name: 'fill', href: itemHref(lacking) };
  if (view.state === 'rejected' && marked) return { name: 'correct', href: itemHref(marked.item) };
  if (view.state === 'approved' && view.listed) return { name: 'look', href: `/tutors/${view.tutorId}` };
  return null;
}

/** What happens next, in the words of the state and of what is still wanted in it. */
export function nextOf(view: ApprovalView): ApprovalView['state'] | 'ready' | 'unpaid' | 'hidden' {
  if (view.state === 'incomplete' && view.missing.length === 0) return 'ready';
  if (view.state === 'approved' && !view.listed) return view.payoutsEnabled ? 'hidden' : 'unpaid';
  return view.state;
}
