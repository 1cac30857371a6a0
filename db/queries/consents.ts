import type { Document } from '@stoa/domain/consents';
import { rows, type Db } from '../postgres';

export interface Consent {
  readonly document: Document;
  readonly version: string;
  /** epoch ms on the injected clock */
  readonly givenAt: number;
}

/** Everything that somebody agreed to, the latest first. */
export async function listConsents(db: Db, personId: string): Promise<Consent[]> {
  const found = await rows<{ document: Document; version: string; given_at: Date }>(
    db,
    `SELECT document, version, given_at FROM consents WHERE person_id = ? ORDER BY given_at DESC, version DESC`,
    [personId],
  );
  return found.map(({ document, version, given_at }) => ({ document, version, givenAt: given_at.getTime() }));
}

/** Keeps that somebody agreed to a version; said again, the first time stands. @param at epoch ms on the injected clock */
export async function giveConsent(
  db: Db,
  consent: { readonly personId: string; readonly document: Document; readonly version: string; readonly at: number },
): Promise<void> {
  await db.raw(
    `INSERT INTO consents (person_id, document, version, given_at) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING`,
    [consent.personId, consent.document, consent.version, new Date(consent.at)],
  );
}
