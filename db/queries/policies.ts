import { canonicalTerms, type Terms } from '@stoa/domain/policies';
import { rows, type Db, type Trx } from '../postgres';

/**
 * Keeps terms under their hash, once. The database refuses a hash that is not that of the text.
 * @param hash SHA-256 of `canonicalTerms(terms)`, hex
 */
export async function rememberTerms(trx: Trx, hash: string, terms: Terms): Promise<void> {
  const canonical = canonicalTerms(terms);
  await trx.raw(
    `INSERT INTO policies (hash, canonical, content) VALUES (?, ?, CAST(? AS jsonb)) ON CONFLICT DO NOTHING`,
    [hash, canonical, canonical],
  );
}

/** The terms behind a hash, or null when nothing was ever booked on them. */
export async function findTerms(db: Db, hash: string): Promise<Terms | null> {
  const [row] = await rows<{ content: Terms }>(db, `SELECT content FROM policies WHERE hash = ?`, [hash]);
  return row?.content ?? null;
}
