import type { ConsentsView } from '@stoa/contracts/http/consents';
import { DOCUMENTS } from '@stoa/domain/consents';
import type { Consent } from '../../db/queries/consents';
import type { House } from '../house';
import { instant } from './values';

/** What somebody agreed to, beside what is in force. */
export function presentConsents(given: readonly Consent[], inForce: House['documents'], now: number): ConsentsView {
  const documents = DOCUMENTS.map((document) => {
    const own = given.filter((consent) => consent.document === document);
    return {
      document,
      version: inForce[document],
      waits: !own.some(({ version }) => version === inForce[document]),
      given: own.map(({ version, givenAt }) => ({ version, at: instant(givenAt) })),
    };
  });
  return { documents, asOf: instant(now) };
}
