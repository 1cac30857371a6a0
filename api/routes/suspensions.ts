import { StaffApprovalView, SuspendBody, SuspensionPreview } from '@stoa/contracts/http/approvals';
import type { CurrencyCode } from '@stoa/domain/currency';
import { findApproval } from '../../db/queries/tutorApprovals';
import { lessonsToCome, type LessonToCome } from '../../db/queries/suspensions';
import { APPROVAL_REFUSALS, takeApprovalStep } from '../approvals';
import type { House } from '../house';
import { operation, type Operation } from '../operation';
import { instant, minor } from '../presenters/values';
import { found, Refusal } from '../refusal';
import { ApprovalParams, viewStaffApproval } from './approvals';

const tag = 'Staff';

/** What goes back in all, by currency: two currencies are never added up. */
function returnedOf(lessons: readonly LessonToCome[]) {
  const sums = new Map<CurrencyCode, number>();
  for (const { securedMinor, currency } of lessons) sums.set(currency, (sums.get(currency) ?? 0) + securedMinor);
  return [...sums].map(([currency, sum]) => minor(sum, currency));
}

async function preview(house: House, tutorId: string) {
  const now = house.clock.now();
  const { version } = found(await findApproval(house.db, tutorId), 'tutor_not_found');
  const lessons = await lessonsToCome(house.db, tutorId, { asOf: now });
  return {
    version,
    lessons: lessons.map(({ id, code, session, startsAt, studentId, studentName, securedMinor, currency }) => ({
      bookingId: id,
      code,
      session,
      startsAt: instant(startsAt),
      student: { id: studentId, name: studentName },
      returned: minor(securedMinor, currency),
    })),
    count: lessons.length,
    returned: returnedOf(lessons),
    asOf: instant(now),
  };
}

const previewSuspension = operation(
  {
    id: 'previewSuspension',
    method: 'get',
    path: '/staff/approvals/{tutorId}/suspension',
    tag,
    summary: 'The lessons to come that a suspension touches, and what goes back when they are cancelled',
    params: ApprovalParams,
    answer: { status: 200, schema: SuspensionPreview },
    errors: ['tutor_not_found'],
    permission: 'tutor.suspend',
    rate: 'read',
  },
  ({ params }, house) => preview(house, params.tutorId),
);

const suspendTutor = operation(
  {
    id: 'suspendTutor',
    method: 'post',
    path: '/staff/approvals/{tutorId}/suspend',
    tag,
    summary: 'Suspend a tutor; lessons to come are cancelled at 100 %, or kept',
    params: ApprovalParams,
    body: SuspendBody,
    answer: { status: 200, schema: StaffApprovalView },
    errors: [...APPROVAL_REFUSALS, 'own_review', 'quote_changed'],
    permission: 'tutor.suspend',
    idempotent: true,
    rate: 'write',
  },
  async ({ me, params: { tutorId }, body, repeat }, house) => {
    const { version, reason, bookings, lessons } = body;
    if (!repeat.seen && bookings === 'cancelled') {
      const quote = await preview(house, tutorId);
      if (quote.count !== lessons) throw new Refusal('quote_changed', { quote });
    }
    await takeApprovalStep(house, { kind: 'suspend', tutorId, me, version, words: reason, repeat, more: { bookings } });
    return viewStaffApproval(house, tutorId, me);
  },
);

export const suspensionOperations: readonly Operation[] = [previewSuspension, suspendTutor];
