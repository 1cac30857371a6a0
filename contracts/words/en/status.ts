/** One word for a badge. The key is `status` of a booking's card. */
export const status = {
  holding: 'Waiting for payment',
  requested: 'Waiting for an answer',
  confirming: 'Confirming with the bank',
  scheduled: 'Scheduled',
  active: 'In progress',
  ended: 'Held, not settled yet',
  settled: 'Settled',
  cancelled: 'Cancelled',
  declined: 'Declined',
  expired: 'Expired',
  refunded: 'Refunded',
} as const;
