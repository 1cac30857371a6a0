import { randomUUID } from 'node:crypto';
import type { Db } from '../../db/postgres';
import { buildBooking } from './bookings';
import { buildCertificate, buildDocument } from './files';
import { buildStudent } from './people';
import { buildTutor } from './tutors';

/** What a parameter of a path names, and how to make one that belongs to somebody. */
export type PathObject =
  | {
      readonly kind: 'owned';
      /** makes one of a person nobody else knows @returns its id */
      readonly build: (owner: Db) => Promise<string>;
      /** staff may see it in the operations that they share with the parties */
      readonly staffMaySee: boolean;
    }
  /** shown to everybody, or not a thing of a person's at all */
  | { readonly kind: 'public'; readonly because: string };

/** Inserts a review that only its author knows of yet: once it is public, everybody may report it. */
async function buildBlindReview(owner: Db): Promise<string> {
  const [id, { booking }] = [randomUUID(), await buildBooking(owner)];
  const [written_at, publishes_at] = [new Date('2026-02-02T08:00:00Z'), new Date('2026-02-09T08:00:00Z')];
  const whose = { author_id: booking.studentId, about_id: booking.tutorId, of: 'tutor' };
  await owner('reviews').insert({
    id,
    booking_id: booking.id,
    ...whose,
    stars: 4,
    text: 'Good.',
    written_at,
    publishes_at,
  });
  return id;
}

/** One per name of a path parameter. A new name without a row here turns the ownership test red. */
export const PATH_OBJECTS: Readonly<Record<string, PathObject>> = {
  bookingId: {
    kind: 'owned',
    build: async (owner) => (await buildBooking(owner)).booking.id,
    staffMaySee: true,
  },
  tutorId: { kind: 'public', because: 'whoever is listed is shown to everybody' },
  subjectId: { kind: 'public', because: 'the catalogue is shown to everybody' },
  fileId: {
    kind: 'owned',
    build: async (owner) => buildDocument(owner, (await buildTutor(owner)).id),
    staffMaySee: true,
  },
  certificateId: {
    kind: 'owned',
    build: async (owner) => buildCertificate(owner, (await buildTutor(owner)).id),
    staffMaySee: false,
  },
  receiptNumber: { kind: 'public', because: 'a receipt names nobody' },
  submissionId: { kind: 'public', because: 'read by those of the staff alone who may review' },
  strikeId: { kind: 'public', because: 'named by the staff alone, beside its tutor' },
  deviceId: {
    kind: 'owned',
    build: async (owner) => {
      const [id, { id: person_id }, at] = [randomUUID(), await buildStudent(owner), new Date()];
      await owner('sign_in_families').insert({ id, person_id, app: 'web', created_at: at, last_used_at: at });
      return id;
    },
    staffMaySee: false,
  },
  exceptionId: {
    kind: 'owned',
    build: async (owner) => {
      const [id, { id: tutor_id }] = [randomUUID(), await buildTutor(owner)];
      const [starts_at, ends_at] = [new Date('2026-03-02T09:00:00Z'), new Date('2026-03-02T12:00:00Z')];
      await owner('availability_exceptions').insert({ id, tutor_id, kind: 'blackout', starts_at, ends_at });
      return id;
    },
    staffMaySee: false,
  },
  searchId: {
    kind: 'owned',
    build: async (owner) => {
      const [id, { id: person_id }] = [randomUUID(), await buildTutor(owner)];
      const created_at = new Date('2026-01-01T00:00:00Z');
      await owner('saved_searches').insert({ id, person_id, name: 'Evenings', number: 1, filters: {}, created_at });
      return id;
    },
    staffMaySee: false,
  },
  studentId: { kind: 'owned', build: async (owner) => (await buildStudent(owner)).id, staffMaySee: false },
  reviewId: { kind: 'owned', build: buildBlindReview, staffMaySee: false },
  key: { kind: 'public', because: 'a public picture, whoever knows its key' },
  picture: { kind: 'public', because: 'a size' },
  role: { kind: 'public', because: 'a role is nobody’s' },
  impersonationId: { kind: 'public', because: 'the staff’s own; its route’s test tries another’s' },
  personId: {
    kind: 'owned',
    build: async (owner) => (await buildTutor(owner)).id,
    staffMaySee: false,
  },
};

/** An id that names nothing. */
export const nobodysId = (): string => randomUUID();
