import { SEARCH_LIMITS } from '@stoa/domain/search';
import { rows, type Db } from '../postgres';

export interface SavedSearch {
  readonly id: string;
  readonly name: string;
  /** as it stood in the address */
  readonly filters: Readonly<Record<string, string>>;
  readonly createdAt: Date;
}

const COLUMNS = `id, name, filters, created_at AS "createdAt"`;

/** A person's saved searches, by name: twenty at most, so there are no pages. */
export async function listSavedSearches(db: Db, personId: string): Promise<SavedSearch[]> {
  return rows<SavedSearch>(db, `SELECT ${COLUMNS} FROM saved_searches WHERE person_id = ? ORDER BY lower(name), id`, [
    personId,
  ]);
}

/**
 * Saves a search under a free number; of two at once that want the last one, one goes without.
 * @param at epoch ms
 * @returns `taken` when the name is in use, `full` when all numbers are
 */
export async function saveSearch(
  db: Db,
  asked: { personId: string; name: string; filters: Readonly<Record<string, string>>; at: number },
): Promise<SavedSearch | 'taken' | 'full'> {
  const { personId, name, filters, at } = asked;
  const most = SEARCH_LIMITS.savedSearches;
  for (let attempt = 0; attempt <= most; attempt++) {
    const [saved] = await rows<SavedSearch>(
      db,
      `INSERT INTO saved_searches (person_id, name, filters, created_at, number)
       SELECT ?, ?, ?::jsonb, ?, n FROM generate_series(1, ?::int) n
       WHERE NOT EXISTS (SELECT FROM saved_searches s WHERE s.person_id = ? AND s.number = n)
       ORDER BY n LIMIT 1 ON CONFLICT DO NOTHING RETURNING ${COLUMNS}`,
      [personId, name, JSON.stringify(filters), new Date(at), most, personId],
    );
    if (saved) return saved;
    const others = await listSavedSearches(db, personId);
    if (others.some((one) => one.name === name)) return 'taken';
    if (others.length >= most) return 'full';
  }
  return 'full';
}

/** @returns `taken` when another of theirs has the name, `none` when there is no such search of theirs */
export async function renameSearch(
  db: Db,
  { personId, id, name }: { personId: string; id: string; name: string },
): Promise<SavedSearch | 'taken' | 'none'> {
  const [renamed] = await rows<SavedSearch & { taken: boolean }>(
    db,
    `UPDATE saved_searches s SET name = CASE WHEN other.taken THEN s.name ELSE ? END
     FROM (SELECT EXISTS (SELECT FROM saved_searches WHERE person_id = ? AND name = ? AND id <> ?) AS taken) other
     WHERE s.id = ? AND s.person_id = ? RETURNING ${COLUMNS.replace('id,', 's.id,')}, other.taken`,
    [name, personId, name, id, id, personId],
  );
  if (renamed === undefined) return 'none';
  const { taken, ...saved } = renamed;
  return taken ? 'taken' : saved;
}

/** @returns whether there was one of theirs */
export async function deleteSearch(db: Db, personId: string, id: string): Promise<boolean> {
  const gone = await rows(db, `DELETE FROM saved_searches WHERE id = ? AND person_id = ? RETURNING 1`, [id, personId]);
  return gone.length > 0;
}
