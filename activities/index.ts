import { createBookingActivities, type BookingActivities } from './bookings';
import type { PaymentDeps } from './moneyTasks';
import { createPaymentActivities, type PaymentActivities } from './payments';
import { createSweepActivities, type SweepActivities } from './sweep';

/** Every activity of the worker, by its name in histories. */
export type Activities = BookingActivities & PaymentActivities & SweepActivities;

export function createActivities(deps: PaymentDeps): Activities {
  return { ...createBookingActivities(deps), ...createPaymentActivities(deps), ...createSweepActivities(deps) };
}
