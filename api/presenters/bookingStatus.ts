import type { Booking } from '@stoa/domain/booking';

export type Status =
  | 'holding'
  | 'requested'
  | 'confirming'
  | 'scheduled'
  | 'active'
  | 'ended'
  | 'settled'
  | 'cancelled'
  | 'declined'
  | 'expired'
  | 'refunded';

function ended({ payment }: Booking): Status {
  if (payment === 'AUTHORIZED') return 'ended';
  return payment === 'CAPTURED' ? 'settled' : 'refunded';
}

function requested({ payment, terms }: Booking): Status {
  if (payment === 'PENDING') return 'holding';
  return terms.instant ? 'confirming' : 'requested';
}

/**
 * One word for four fields, as a key of the catalogue's `status`.
 * @param declined whether it was the tutor's no that ended it: the fields do not tell that from a cancel
 */
export function statusOf(booking: Booking, declined: boolean): Status {
  if (booking.pending !== null) return 'confirming';
  switch (booking.session) {
    case 'REQUESTED':
      return requested(booking);
    case 'SCHEDULED':
      return 'scheduled';
    case 'ACTIVE':
      return 'active';
    case 'ENDED':
      return ended(booking);
    case 'CANCELLED':
      return declined ? 'declined' : 'cancelled';
    case 'EXPIRED':
      return 'expired';
  }
}
