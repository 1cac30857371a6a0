import { createApprovalActivities, type ApprovalActivities } from './approvals';
import { createBookingActivities, type BookingActivities } from './bookings';
import { createFreeTimeActivities, type FreeTimeActivities } from './freeTime';
import { createErasureActivities, type ErasureActivities } from './erasures';
import type { PaymentDeps } from './moneyTasks';
import { createPaymentActivities, type PaymentActivities } from './payments';
import { createPayoutSweepActivities, type PayoutSweepActivities, type PayoutSweepDeps } from './payoutSweep';
import { createReviewActivities, type ReviewActivities } from './reviews';
import { createSweepActivities, type SweepActivities } from './sweep';

/** Every activity of the worker, by its name in histories. */
export type Activities = BookingActivities &
  PaymentActivities &
  SweepActivities &
  PayoutSweepActivities &
  FreeTimeActivities &
  ReviewActivities &
  ApprovalActivities &
  ErasureActivities;

export function createActivities(deps: PaymentDeps & PayoutSweepDeps): Activities {
  return {
    ...createBookingActivities(deps),
    ...createPaymentActivities(deps),
    ...createSweepActivities(deps),
    ...createPayoutSweepActivities(deps),
    ...createFreeTimeActivities(deps),
    ...createReviewActivities(deps),
    ...createApprovalActivities(deps),
    ...createErasureActivities(deps),
  };
}
