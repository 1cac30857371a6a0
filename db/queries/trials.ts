import { rows, type Db } from '../postgres';

/** A trial lesson that counts as the pair's one. */
interface CountedTrial {
  readonly bookingId: string;
  /** epoch ms */
  readonly startsAt: number;
}

/**
 * The trial lesson of a pair, if they have one: one counts while it lives, and for good once it was completed or its
 * student did not come (domain page, section 4).
 * @param except a booking that is not asked about
 */
export async function countedTrial(
  db: Db,
  { studentId, tutorId, except }: { readonly studentId: string; readonly tutorId: string; readonly except?: string },
): Promise<CountedTrial | null> {
  const [found] = await rows<{ id: string; startsAt: Date }>(
    db,
    `SELECT id, starts_at AS "startsAt" FROM bookings
     WHERE student_id = ? AND tutor_id = ? AND trial AND id IS DISTINCT FROM ?
       AND (session IN ('REQUESTED', 'SCHEDULED', 'ACTIVE') OR outcome IN ('COMPLETED', 'NO_SHOW_STUDENT'))
     ORDER BY starts_at DESC LIMIT 1`,
    [studentId, tutorId, except ?? null],
  );
  return found === undefined ? null : { bookingId: found.id, startsAt: found.startsAt.getTime() };
}
