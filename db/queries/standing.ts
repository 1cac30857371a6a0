import { certificateStageAt, type TutorStanding } from '@stoa/domain/tutorDeadlines';
import type { ApprovalState } from '@stoa/domain/tutor';
import { countedAt, hiddenUntilFor, nextStrikeChange } from '@stoa/domain/tutorStrikes';
import { POLICIES } from '@stoa/domain/policies';
import { inTransaction, rows, type Db, type Trx } from '../postgres';
import { addApprovalEvent } from './approvalEvents';
import { recordAudit } from './audit';
import { addToOutbox, type OutboxLine } from './outbox';
import { allStrikesOf } from './strikes';
import { certificateDates } from './tutorFacts';

/** Something to be said about a tutor's standing, once per key. */
interface Notice {
  readonly key: string;
  readonly type: 'strikesWarned' | 'strikesHidden' | 'certificateEnding' | 'certificateEnded';
  readonly details: Readonly<Record<string, string | number>>;
}

export interface StandingQuestion {
  readonly tutorId: string;
  /** epoch ms on the workflow's clock */
  readonly asOf: number;
  /** the mail that says it */
  readonly mailFor: (notice: Pick<Notice, 'key' | 'type' | 'details'>) => OutboxLine;
}

async function strikeNotices(trx: Trx, { tutorId, asOf }: StandingQuestion): Promise<[Notice[], number | null]> {
  const strikes = await allStrikesOf(trx, tutorId);
  const counted = countedAt(strikes, asOf);
  const [newest] = counted;
  const hiddenUntil = hiddenUntilFor(strikes);
  const notices: Notice[] = [];
  // a strike that runs out leaves as many behind, and is no news
  if (newest && countedAt(strikes, newest.at).length === POLICIES.strikesThatWarn)
    notices.push({ key: `warned:${newest.id}`, type: 'strikesWarned', details: { strikes: counted.length } });
  if (newest && hiddenUntil !== null && hiddenUntil > asOf)
    notices.push({
      key: `hidden:${hiddenUntil}`,
      type: 'strikesHidden',
      details: { strikes: counted.length, hiddenUntil },
    });
  return [notices, nextStrikeChange(strikes, asOf)];
}

async function certificateNotices(trx: Trx, { tutorId, asOf }: StandingQuestion) {
  const dates = await certificateDates(trx, tutorId);
  const due = dates.map((date) => ({ ...date, told: certificateStageAt(date, asOf) }));
  const last = POLICIES.approval.certificateAskDays.length;
  const notices = due
    .filter(({ told }) => told > 0)
    .map(({ id, expiresAt, told }): Notice => {
      const type = told > last ? 'certificateEnded' : 'certificateEnding';
      return { key: `certificate:${id}:${expiresAt}:${told}`, type, details: { certificateId: id, expiresAt } };
    });
  return { notices, certificates: due };
}

/**
 * Says what has become due about strikes and certificates, each once, and answers what runs next.
 * @param question.asOf what is due by then
 */
export function noteStanding(db: Db, question: StandingQuestion): Promise<TutorStanding> {
  const { tutorId, asOf, mailFor } = question;
  return inTransaction(db, {}, async (trx) => {
    const [row] = await rows<{ approval: ApprovalState; version: number }>(
      trx,
      `SELECT approval, approval_version AS version FROM tutors WHERE person_id = ? FOR NO KEY UPDATE`,
      [tutorId],
    );
    if (row === undefined) throw new Error(`tutor ${tutorId} has no row`);
    const [strikes, strikesChangeAt] = await strikeNotices(trx, question);
    const { notices, certificates } = await certificateNotices(trx, question);
    const shown = row.approval === 'approved' ? [...strikes, ...notices] : strikes;
    for (const notice of shown) {
      const added = await addApprovalEvent(trx, {
        key: `tutor:${tutorId}:${notice.key}`,
        tutorId,
        version: row.version,
        type: notice.type,
        actor: 'system',
        actorId: null,
        at: asOf,
        from: row.approval,
        to: row.approval,
        details: notice.details,
      });
      if (added) await addToOutbox(trx, [mailFor(notice)]);
      if (added && notice.type === 'strikesHidden') await auditHidden(trx, question, notice);
    }
    return { certificates, strikesChangeAt };
  });
}

async function auditHidden(trx: Trx, { tutorId, asOf }: StandingQuestion, { details }: Notice): Promise<void> {
  await recordAudit(trx, {
    actorId: null,
    actingAs: 'system',
    action: 'tutor.hide',
    subject: { kind: 'tutor', id: tutorId },
    reason: null,
    details,
    at: asOf,
    requestId: null,
  });
}
