import type { Client } from '@temporalio/client';
import { ApplicationFailure, WorkflowNotFoundError } from '@temporalio/common';

import { bookingWorkflowId, cancel, type BookingReply, type CancelInput } from '@stoa/contracts/temporal/booking';
import type { Booking } from '@stoa/domain/booking';
import { isErrorCode, type ErrorCode } from '@stoa/domain/errors';
import { WHOLE_BPS } from '@stoa/domain/money';

import { findBooking } from '../db/queries/bookings';
import type { CancelPayload } from '../db/queries/outbox';
import type { Db } from '../db/postgres';
import type { Clock } from '../platform/clock';
import { withDeadline } from '../platform/temporal';

interface CancelDeps {
  readonly db: Db;
  readonly client: Client;
  readonly clock: Clock;
}

const DEADLINE_MS = 8_000;

/** What says that there is nothing left to cancel; everything else is asked again later. */
const SETTLED: readonly ErrorCode[] = [
  'booking_state_conflict',
  'lesson_started',
  'lesson_over',
  'answer_time_over',
  'payment_time_over',
  'booking_id_spent',
];

/** The code that a booking's workflow refused with; null for what is no refusal. */
function refusedWith(error: unknown): ErrorCode | null {
  const cause = error instanceof Error ? error.cause : null;
  const type = cause instanceof ApplicationFailure ? cause.type : null;
  return type && isErrorCode(type) ? type : null;
}

const isToCome = ({ session, startsAt }: Booking, now: number): boolean =>
  (session === 'REQUESTED' || session === 'SCHEDULED') && startsAt > now;

/**
 * Cancels a lesson at 100 % because its tutor was suspended: by the same update as a member of staff would. Safe to
 * repeat: one that is over stays as it is, and an update is carried out once for each version of the booking.
 * @throws whatever leaves the outcome open: the line is tried again
 */
export async function cancelBooking({ db, client, clock }: CancelDeps, payload: CancelPayload): Promise<void> {
  const { bookingId, suspensionId, actor, actorId, reasonId } = payload;
  const booking = await findBooking(db, bookingId);
  if (booking === null || !isToCome(booking, clock.now())) return;
  const { version: expectedVersion } = booking;
  const asked = { actor, actorId, reasonId, expectedVersion, quotedAt: clock.now(), studentShareBps: WHOLE_BPS };
  const handle = client.workflow.getHandle(bookingWorkflowId(bookingId));
  try {
    await withDeadline(client, DEADLINE_MS, () =>
      handle.executeUpdate<BookingReply, [CancelInput]>(cancel.name, {
        updateId: `suspension:${suspensionId}:${expectedVersion}`,
        args: [asked],
      }),
    );
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return;
    const code = refusedWith(error);
    if (code === null || !SETTLED.includes(code)) throw error;
  }
}
