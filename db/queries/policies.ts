import { canonicalTerms, type Terms } from '@stoa/domain/policies';
import type { Trx } from '../postgres';

/** Keeps terms under their hash, once; may stand beside other effects in one statement. Takes `termsBindings`. */
export const TERMS_ONCE = `INSERT INTO policies (hash, canonical, content) VALUES (?, ?, CAST(? AS jsonb))
  ON CONFLICT DO NOTHING`;

/** @param hash SHA-256 of `canonicalTerms(terms)`, hex: the database refuses a hash that is not that of the text */
export function termsBindings(hash: string, terms: Terms): [string, string, string] {
  const canonical = canonicalTerms(terms);
  return [hash, canonical, canonical];
}

/** Keeps terms in the caller's transaction. */
export async function rememberTerms(trx: Trx, hash: string, terms: Terms): Promise<void> {
  await trx.raw(TERMS_ONCE, termsBindings(hash, terms));
}
