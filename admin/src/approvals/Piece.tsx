import type { StaffApprovalView } from '@stoa/contracts/http/approvals';
import type { ReviewedItem } from '@stoa/domain/tutorChecklist';
import type { ReactNode } from 'react';
import { Mark } from './Mark';

interface PieceProps {
  readonly approval: StaffApprovalView;
  readonly item: ReviewedItem;
  readonly title: string;
  readonly children: ReactNode;
}

/** A part of the profile at an address of its own: the checklist leads to it. */
export function Piece({ approval, item, title, children }: PieceProps) {
  return (
    <section id={`part-${item}`} className="panel profile-part">
      <h3>
        {title} <Mark approval={approval} item={item} />
      </h3>
      {children}
    </section>
  );
}
