import { rows, type Db } from '../postgres';
import { findTutors, type ListedTutor } from './tutors';

export interface Favourite {
  readonly tutor: ListedTutor;
  /** false: approved no more, or gone; the favourite stays, and shows itself again with them */
  readonly bookable: boolean;
  /** epoch ms; with the tutor's id the place in the list */
  readonly since: number;
}

/** A person's favourites, the newest first. @param after the last of the page before */
export async function listFavourites(
  db: Db,
  { personId, after, limit }: { personId: string; after: { since: number; id: string } | null; limit: number },
): Promise<Favourite[]> {
  const found = await rows<{ id: string; since: Date }>(
    db,
    `SELECT tutor_id AS id, created_at AS since FROM favourites
     WHERE person_id = ? ${after ? 'AND (created_at < ? OR (created_at = ? AND tutor_id > ?))' : ''}
     ORDER BY created_at DESC, tutor_id LIMIT ?`,
    [personId, ...(after ? [new Date(after.since), new Date(after.since), after.id] : []), limit],
  );
  const tutors = await findTutors(
    db,
    found.map(({ id }) => id),
  );
  return found.flatMap(({ id, since }) => {
    const tutor = tutors.get(id);
    return tutor ? [{ tutor, bookable: tutor.bookable, since: since.getTime() }] : [];
  });
}

/**
 * Adds a favourite, once. @param at epoch ms
 * @returns false when nobody of this id can be booked, nor is a favourite already
 */
export async function addFavourite(
  db: Db,
  { personId, tutorId, at }: { personId: string; tutorId: string; at: number },
): Promise<boolean> {
  const tutor = (await findTutors(db, [tutorId])).get(tutorId);
  if (tutor?.bookable)
    await db.raw(`INSERT INTO favourites (person_id, tutor_id, created_at) VALUES (?, ?, ?) ON CONFLICT DO NOTHING`, [
      personId,
      tutorId,
      new Date(at),
    ]);
  const there = await rows(db, `SELECT 1 FROM favourites WHERE person_id = ? AND tutor_id = ?`, [personId, tutorId]);
  return there.length > 0;
}

/** Takes a favourite away, whether it is one or not. */
export async function removeFavourite(db: Db, personId: string, tutorId: string): Promise<void> {
  await db.raw(`DELETE FROM favourites WHERE person_id = ? AND tutor_id = ?`, [personId, tutorId]);
}
