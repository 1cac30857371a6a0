import { en } from '@stoa/contracts/words/en';
import type { TutorApproval } from '@stoa/domain/tutor';
import type { ItemVerdict, TutorFacts } from '@stoa/domain/tutorChecklist';
import type { TutorStanding } from '@stoa/domain/tutorDeadlines';

import { recordApproval, type ApprovalEntry, type ApprovalResult } from '../db/queries/approvalMoves';
import { noteStanding } from '../db/queries/standing';
import { findApproval } from '../db/queries/tutorApprovals';
import { findTutorFacts } from '../db/queries/tutorFacts';
import { staffIds } from '../db/queries/people';
import type { Db } from '../db/postgres';
import { outboxForMove, standingMail } from './approvalNotices';

/** A move that the domain decided, as the workflow hands it over. Ids and codes only: it stands in a history. */
export interface ApprovalMoveTask {
  readonly before: TutorApproval;
  readonly after: TutorApproval;
  readonly entry: ApprovalEntry;
  readonly verdicts?: readonly ItemVerdict[];
  readonly bookings?: 'cancelled' | 'kept';
}

interface OfTutor {
  readonly tutorId: string;
}

/** What a tutor's approval does to our own store: one transaction each, safe to repeat. */
export function createApprovalActivities({ db }: { readonly db: Db }) {
  return {
    loadApproval({ tutorId }: OfTutor): Promise<TutorApproval | null> {
      return findApproval(db, tutorId);
    },

    async loadTutorFacts({ tutorId }: OfTutor): Promise<TutorFacts> {
      const facts = await findTutorFacts(db, tutorId);
      if (facts === null) throw new Error(`tutor ${tutorId} has no row`);
      return facts;
    },

    /** Row, review, verdicts, event, audit line, news and mails, all or nothing. */
    async recordApproval(task: ApprovalMoveTask): Promise<ApprovalResult> {
      const outbox = outboxForMove(task, await staffIds(db));
      return recordApproval(db, { ...task, outbox, cancelReason: en.approvalMails.lessonCalledOff });
    },

    /** Says what is due about strikes and certificates, each once; answers what runs next. */
    noteStanding({ tutorId, asOf }: OfTutor & { readonly asOf: number }): Promise<TutorStanding> {
      return noteStanding(db, { tutorId, asOf, mailFor: (notice) => standingMail(tutorId, notice) });
    },
  };
}
export type ApprovalActivities = ReturnType<typeof createApprovalActivities>;
