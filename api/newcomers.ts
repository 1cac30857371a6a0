import { newcomer } from '@stoa/contracts/http/accounts';
import { isZone } from '@stoa/domain/localTime';
import { z } from 'zod';
import type { NewAccount } from '../db/queries/accounts';
import type { House } from './house';
import { Refusal } from './refusal';

type Newcomer = z.output<z.ZodObject<typeof newcomer>>;
type Known = Pick<NewAccount, 'id' | 'email' | 'emailVerified'> & { readonly now: number };

/** @throws Refusal `request_invalid` for a zone that no map knows */
export function refuseUnknownZone(zone: string): void {
  if (!isZone(zone))
    throw new Refusal('request_invalid', { fields: [{ path: 'body.zone', message: 'is no IANA time zone' }] });
}

/**
 * The account that somebody asks for, without its password.
 * @throws Refusal `consent_outdated` with the present versions · `request_invalid` for an unknown zone
 */
export function newAccount(
  { documents }: Pick<House, 'documents'>,
  { role, displayName, country, zone, locale, currency, consents }: Newcomer,
  { id, email, emailVerified, now }: Known,
): Omit<NewAccount, 'passwordHash'> {
  refuseUnknownZone(zone);
  if (consents.terms !== documents.terms || consents.privacy !== documents.privacy)
    throw new Refusal('consent_outdated', { details: documents });
  const name = displayName.normalize('NFC');
  return { id, email, emailVerified, name, zone, locale, country, currency, role, consents, at: now };
}
