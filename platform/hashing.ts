import { createHash } from 'node:crypto';

import { canonicalTerms, type Terms } from '@stoa/domain/policies';

/** SHA-256 of a text, in hex. */
export function sha256(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex');
}

/** The `policyHash` of a booking's terms. */
export function policyHashOf(terms: Terms): string {
  return sha256(canonicalTerms(terms));
}

/**
 * The update id of one person's Idempotency-Key: two people who send the same key never meet, and the key itself does
 * not enter a history in the clear.
 */
export function updateIdFor(personId: string, idempotencyKey: string): string {
  return sha256(`${personId}\n${idempotencyKey}`);
}
