import { DISPUTES, OUTCOMES, PAYMENTS, SESSIONS } from '@stoa/domain/booking';
import { isDay, isId, isText, oneOf, type Question, TODAY } from '../lists/question';

/** What the list of bookings can be asked. */
export const BOOKINGS: Question = {
  path: '/',
  resource: 'bookings',
  accepts: {
    q: isText,
    session: oneOf(SESSIONS),
    outcome: oneOf(OUTCOMES),
    payment: oneOf(PAYMENTS),
    dispute: oneOf(DISPUTES),
    needsAttention: oneOf(['true', 'false']),
    personId: isId,
    from: isDay,
    to: isDay,
  },
  sorts: ['-createdAt', 'createdAt', 'startsAt', '-startsAt'],
  views: {
    all: {},
    attention: { needsAttention: 'true' },
    waiting: { session: 'REQUESTED', payment: 'AUTHORIZED' },
    paying: { session: 'REQUESTED', payment: 'PENDING' },
    today: { from: TODAY, to: TODAY, sort: 'startsAt' },
    settling: { session: 'ENDED', payment: 'AUTHORIZED' },
  },
};
