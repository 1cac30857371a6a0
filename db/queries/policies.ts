import { canonicalTerms, type Terms } from '@stoa/domain/policies';
import type { Trx } from '../postgres';

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
