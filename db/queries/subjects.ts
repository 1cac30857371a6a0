import { slugOf } from '@stoa/domain/subjects';
import { inTransaction, rows, type Db, type Trx } from '../postgres';
import { recordAudit, type AuditEntry } from './audit';
import { containing } from './conditions';

/** A subject of the catalogue as staff keep it. */
export interface CatalogueSubject {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
  /** epoch ms; null: offered to new profiles */
  readonly retiredAt: number | null;
  /** profiles that have it */
  readonly tutors: number;
}

const COLUMNS = `s.id, s.slug, s.name, s.retired_at AS "retiredAt",
  (SELECT count(*) FROM tutor_subjects ts WHERE ts.subject_id = s.id)::int AS tutors`;
type SubjectRow = Omit<CatalogueSubject, 'retiredAt'> & { retiredAt: Date | null };
const toSubject = (row: SubjectRow): CatalogueSubject => ({ ...row, retiredAt: row.retiredAt?.getTime() ?? null });

export interface CatalogueList {
  /** a part of a name */
  readonly q?: string | undefined;
  readonly state?: 'offered' | 'retired' | undefined;
  readonly sort: 'name' | '-name' | 'tutors' | '-tutors';
  /** the last row of the page before */
  readonly after: Pick<CatalogueSubject, 'name' | 'tutors' | 'id'> | null;
  readonly limit: number;
}

/** Subjects by name or by how many profiles have them, for staff. @returns at most `limit` rows behind `after` */
export async function listCatalogue(
  db: Db,
  { q, state, sort, after, limit }: CatalogueList,
): Promise<CatalogueSubject[]> {
  const column = sort.endsWith('name') ? 'name' : 'tutors';
  const [than, way] = sort.startsWith('-') ? ['<', 'DESC'] : ['>', 'ASC'];
  const like = q === undefined ? null : containing(q);
  const found = await rows<SubjectRow>(
    db,
    `SELECT * FROM (SELECT ${COLUMNS} FROM subjects s
       WHERE (CAST(? AS text) IS NULL OR s.name ILIKE ?)
         AND (CAST(? AS text) IS NULL OR (s.retired_at IS NOT NULL) = (? = 'retired'))) x
     WHERE ${after ? `(x.${column}, x.id) ${than} (?, ?)` : 'true'} ORDER BY x.${column} ${way}, x.id ${way} LIMIT ?`,
    [like, like, state ?? null, state ?? null, ...(after ? [after[column], after.id] : []), limit],
  );
  return found.map(toSubject);
}

/** One subject of the catalogue, or null. */
export async function findCatalogueSubject(db: Db, subjectId: string): Promise<CatalogueSubject | null> {
  const [row] = await rows<SubjectRow>(db, `SELECT ${COLUMNS} FROM subjects s WHERE s.id = ?`, [subjectId]);
  return row === undefined ? null : toSubject(row);
}

/** What a tutor can put on their profile: every subject that is offered, and the retired ones they have already. */
export async function subjectChoicesFor(
  db: Db,
  tutorId: string,
): Promise<{ readonly id: string; readonly name: string; readonly retired: boolean }[]> {
  return rows(
    db,
    `SELECT s.id, s.name, s.retired_at IS NOT NULL AS retired FROM subjects s
     WHERE s.retired_at IS NULL OR EXISTS (
       SELECT FROM tutor_subjects ts WHERE ts.subject_id = s.id AND ts.tutor_id = ?)
     ORDER BY s.name, s.id LIMIT 1000`,
    [tutorId],
  );
}

/** Which of these ids a tutor cannot put on their profile: those of no subject, and of retired ones they do not have. */
export async function subjectsNotOffered(
  db: Db,
  { tutorId, subjectIds }: { readonly tutorId: string; readonly subjectIds: readonly string[] },
): Promise<string[]> {
  const found = await rows<{ id: string }>(
    db,
    `SELECT w.id FROM unnest(CAST(? AS uuid[])) AS w(id) WHERE NOT EXISTS (
       SELECT FROM subjects s WHERE s.id = w.id AND (s.retired_at IS NULL OR EXISTS (
         SELECT FROM tutor_subjects ts WHERE ts.subject_id = s.id AND ts.tutor_id = ?)))`,
    [[...subjectIds], tutorId],
  );
  return found.map(({ id }) => id);
}

type By = Pick<AuditEntry, 'actorId' | 'actingAs' | 'at' | 'requestId'>;
export type CatalogueResult =
  | 'done'
  | 'subject_not_found'
  | 'subject_exists'
  | 'subject_already_retired'
  | 'subject_not_retired';

/** Changes of the catalogue come one after the other: two who add the same name at once add it once. */
function change(db: Db, work: (trx: Trx) => Promise<CatalogueResult>): Promise<CatalogueResult> {
  return inTransaction(db, { lockMs: 2_000, statementMs: 3_000 }, async (trx) => {
    await trx.raw(`SELECT pg_advisory_xact_lock(hashtextextended('subjects', 0))`);
    return work(trx);
  });
}

async function isTaken(trx: Trx, name: string, subjectId: string): Promise<boolean> {
  const same = `SELECT FROM subjects WHERE lower(name) = lower(?) AND retired_at IS NULL AND id <> ?`;
  return (await rows(trx, same, [name, subjectId])).length > 0;
}

function note(
  trx: Trx,
  by: By,
  act: Pick<AuditEntry, 'action' | 'reason' | 'details'> & { id: string },
): Promise<void> {
  const { id, ...rest } = act;
  return recordAudit(trx, { ...by, ...rest, subject: { kind: 'subject', id } });
}

/** Adds a subject; its address is made of its name, and of its id where that is taken or empty. `subject_exists`. */
export function createSubject(
  db: Db,
  by: By,
  { id, name }: { readonly id: string; readonly name: string },
): Promise<CatalogueResult> {
  return change(db, async (trx) => {
    if (await isTaken(trx, name, id)) return 'subject_exists';
    const slug = slugOf(name);
    const taken = slug === '' || (await rows(trx, `SELECT FROM subjects WHERE slug = ?`, [slug])).length > 0;
    const own = [slug || 'subject', id.slice(-8)].join('-');
    await trx.raw(`INSERT INTO subjects (id, slug, name) VALUES (?, ?, ?)`, [id, taken ? own : slug, name]);
    await note(trx, by, { id, action: 'subject.create', reason: null, details: { name } });
    return 'done';
  });
}

async function locked(trx: Trx, id: string): Promise<{ name: string; retired: boolean } | null> {
  const sql = `SELECT name, retired_at IS NOT NULL AS retired FROM subjects WHERE id = ? FOR UPDATE`;
  return (await rows<{ name: string; retired: boolean }>(trx, sql, [id]))[0] ?? null;
}

/** Renames a subject; its address stays. `subject_not_found` · `subject_exists` */
export function renameSubject(
  db: Db,
  by: By,
  { id, name }: { readonly id: string; readonly name: string },
): Promise<CatalogueResult> {
  return change(db, async (trx) => {
    const before = await locked(trx, id);
    if (before === null) return 'subject_not_found';
    if (before.name === name || (!before.retired && (await isTaken(trx, name, id)))) return 'subject_exists';
    await trx.raw(`UPDATE subjects SET name = ? WHERE id = ?`, [name, id]);
    await note(trx, by, { id, action: 'subject.rename', reason: null, details: { from: before.name, to: name } });
    return 'done';
  });
}

/**
 * Takes a subject from the choices of new profiles, or gives it back to them; profiles that have it keep it.
 * `subject_not_found` · `subject_already_retired` · `subject_not_retired` · `subject_exists` when its name was given anew
 */
export function retireSubject(
  db: Db,
  by: By & Pick<AuditEntry, 'reason'>,
  { id, retire }: { readonly id: string; readonly retire: boolean },
): Promise<CatalogueResult> {
  const { reason, ...who } = by;
  return change(db, async (trx) => {
    const before = await locked(trx, id);
    if (before === null) return 'subject_not_found';
    if (before.retired === retire) return retire ? 'subject_already_retired' : 'subject_not_retired';
    if (!retire && (await isTaken(trx, before.name, id))) return 'subject_exists';
    await trx.raw(`UPDATE subjects SET retired_at = ? WHERE id = ?`, [retire ? new Date(by.at) : null, id]);
    await note(trx, who, { id, action: retire ? 'subject.retire' : 'subject.restore', reason });
    return 'done';
  });
}
