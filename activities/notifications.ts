import type { Booking, BookingFields } from '@stoa/domain/booking';

import type { OutboxLine } from '../db/queries/outbox';
import { askForReviews } from '../db/queries/reviewLines';

/** Mails that somebody gets about a booking; the texts stand in the catalogue of words. */
export const MAIL_TEMPLATES = [
  'requestReceived',
  'requestSent',
  'accepted',
  'declined',
  'cancelled',
  'requestExpired',
  'holdExpired',
  'captureRefused',
] as const;
export type MailTemplate = (typeof MAIL_TEMPLATES)[number];
type Party = 'student' | 'tutor';

/** Who is written to when an event is recorded. Whoever acted knows it already, unless it settles something for them. */
const MAILS: Readonly<Record<string, readonly (readonly [MailTemplate, Party])[]>> = {
  authorize: [
    ['requestReceived', 'tutor'],
    ['requestSent', 'student'],
  ],
  accept: [
    ['accepted', 'student'],
    ['accepted', 'tutor'],
  ],
  decline: [['declined', 'student']],
  cancel: [
    ['cancelled', 'student'],
    ['cancelled', 'tutor'],
  ],
  expireRequest: [
    ['requestExpired', 'student'],
    ['requestExpired', 'tutor'],
  ],
  expireHold: [['holdExpired', 'student']],
  refuseCapture: [
    ['captureRefused', 'student'],
    ['captureRefused', 'tutor'],
  ],
};

/** An unpaid hold is none of the tutor's business, nor is its end. */
const tutorKnows = (from: BookingFields | null, after: Booking): boolean =>
  after.securedAt !== null || (from !== null && from.payment !== 'PENDING');

function mailsFor(key: string, event: Told, tutorSees: boolean): OutboxLine[] {
  const { after, entry } = event;
  // Decided, but the card company has not confirmed it: it is told when it has.
  if (after.pending !== null) return [];
  // An instant booking is accepted within the second: one mail says both.
  if (entry.type === 'authorize' && after.terms.instant) return [];
  return (MAILS[entry.type] ?? [])
    .filter(([, party]) => party === 'student' || tutorSees)
    .map(([template, party]) => ({
      kind: 'mail',
      key: `mail:${key}:${party}`,
      payload: {
        template,
        personId: party === 'student' ? after.studentId : after.tutorId,
        bookingId: after.id,
        values: { actor: entry.actor },
      },
    }));
}

interface Told {
  readonly after: Booking;
  readonly entry: { readonly type: string; readonly actor: string; readonly at: number };
}

/** What leaves the house when an event is recorded: an address for sockets, and mails. */
export function outboxFor(key: string, from: BookingFields | null, event: Told): OutboxLine[] {
  const { after, entry } = event;
  const tutorSees = tutorKnows(from, after);
  const changed: OutboxLine = {
    kind: 'realtime',
    key: `realtime:${key}`,
    payload: {
      bookingId: after.id,
      studentId: after.studentId,
      tutorId: after.tutorId,
      tutorSees,
      version: after.version,
      event: entry.type,
      at: entry.at,
    },
  };
  const completed = after.outcome === 'COMPLETED' && from?.outcome !== 'COMPLETED';
  return [changed, ...mailsFor(key, event, tutorSees), ...(completed ? askForReviews(after) : [])];
}
