import type { StaffApprovalView } from '@stoa/contracts/http/approvals';
import { REVIEWED_ITEMS, type ReviewedItem } from '@stoa/domain/tutorChecklist';
import { words } from '../words';

const t = words.approvals.profile;
type Part = { readonly approval: StaffApprovalView };

/** Somebody who was never found good has nothing that could have changed since. */
const wasApproved = ({ sinceApproval }: StaffApprovalView): boolean =>
  REVIEWED_ITEMS.some((item) => sinceApproval[item] !== 'new');

/** What moved: while it waits for its verdict, or since a reviewer found it good. */
export function markOf(approval: StaffApprovalView, item: ReviewedItem): string | null {
  if (approval.changedItems.includes(item)) return t.changed;
  if (!wasApproved(approval)) return null;
  return { new: t.isNew, changed: t.changedSinceApproval, same: null }[approval.sinceApproval[item]];
}

export function Mark({ approval, item }: Part & { readonly item: ReviewedItem }) {
  // whatever there is to judge or was found good can be marked; an empty part has nothing to look at
  const isThere = approval.checklist.some((line) => line.item === item && line.done);
  const text = isThere ? markOf(approval, item) : null;
  return text === null ? null : <span className="badge badge-ochre">{text}</span>;
}
