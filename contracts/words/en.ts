/**
 * British English, and the source of every key. Values in {braces} are filled by `say`; ICU plurals are understood by
 * the front ends. Rooms add their own sections; one text serves screen, mail and error.
 */
export const en = {
  status: {
    holding: 'Waiting for payment',
    requested: 'Waiting for the tutor',
    confirming: 'Confirming with the bank',
    scheduled: 'Scheduled',
    active: 'In progress',
    ended: 'Held, not settled yet',
    settled: 'Settled',
    cancelled: 'Cancelled',
    declined: 'Declined',
    expired: 'Expired',
    refunded: 'Refunded',
  },
} as const;
