'use client';

import type { RegistrationOptions } from '@stoa/contracts/http/accounts';
import { zoneHere } from '@stoa/contracts/words/zones';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState, useSyncExternalStore } from 'react';
import { codeOf } from '../client/problem';
import { send } from '../client/send';
import { usePlace } from '../ui/reader';
import { accountQueries, doorAsks, type Registration } from './asks';
import { isLongEnough } from './NewPassword';
import { likelyCountry, likelyCurrency, likelyLocale } from './places';

/** Somebody whom Google has named already. */
export interface FromGoogle {
  readonly token: string;
  readonly email: string;
  readonly name: string | null;
}
interface Entered {
  role: 'student' | 'tutor';
  displayName: string;
  email: string;
  password: string;
  country: string | null;
  zone: string | null;
  currency: string | null;
  /** versions that were agreed to: a newer one is another question */
  terms: string | null;
  privacy: string | null;
}
const EMPTY: Entered = {
  role: 'student',
  displayName: '',
  email: '',
  password: '',
  country: null,
  zone: null,
  currency: null,
  terms: null,
  privacy: null,
};
export const FIELDS = ['role', 'displayName', 'email', 'password', 'country', 'zone', 'locale', 'currency'];

const nothing = () => () => undefined;
const languages = (): readonly string[] => (typeof navigator === 'undefined' ? ['en'] : navigator.languages);
/** The browser's zone once there is a browser. */
const useBrowserZone = (): string | null => useSyncExternalStore(nothing, zoneHere, () => null);

export const looksLikeEmail = (email: string): boolean => /^\S+@\S+\.\S+$/.test(email.trim());

type Options = Pick<(typeof RegistrationOptions)['_output'], 'documents' | 'currencies'>;

/** What stands in the fields: what was entered, and what was guessed where nothing was. */
function filled(entered: Entered, zones: { browser: string | null; page: string }, options: Options | undefined) {
  const guess = zones.browser === null ? null : likelyCountry(zones.browser, languages());
  const country = entered.country ?? guess ?? '';
  return {
    ...entered,
    country,
    zone: entered.zone ?? zones.browser ?? zones.page,
    currency: entered.currency ?? likelyCurrency(country, options?.currencies ?? []),
  };
}

const agreedTo = (entered: Entered, documents: Options['documents'] | undefined) => ({
  terms: documents !== undefined && entered.terms === documents.terms,
  privacy: documents !== undefined && entered.privacy === documents.privacy,
});

type Filled = ReturnType<typeof filled>;
function isComplete(value: Filled, agreed: ReturnType<typeof agreedTo>, byGoogle: boolean): boolean {
  const known = byGoogle || (looksLikeEmail(value.email) && isLongEnough(value.password));
  return known && value.displayName.trim() !== '' && value.country !== '' && agreed.terms && agreed.privacy;
}

async function make(value: Filled, google: FromGoogle | null): Promise<void> {
  const { role, country, zone } = value;
  const rest = {
    ...{ role, country, zone, displayName: value.displayName.trim(), locale: likelyLocale(languages()) },
    currency: value.currency as Registration['currency'],
    consents: { terms: value.terms ?? '', privacy: value.privacy ?? '' },
  };
  if (google) await send(doorAsks.registerWithGoogle({ ...rest, token: google.token }));
  else await send(doorAsks.register({ ...rest, email: value.email.trim(), password: value.password }));
}

/** A registration form: what it holds, whether it is complete, and how it is sent. */
export function useRegistration(google: FromGoogle | null, onDone: (email: string, role: Entered['role']) => void) {
  const client = useQueryClient();
  const place = usePlace();
  const options = useQuery({ ...accountQueries.options(), staleTime: 60_000 });
  const known = { displayName: google?.name ?? '', email: google?.email ?? '' };
  const [entered, setEntered] = useState<Entered>({ ...EMPTY, ...known });
  const value = filled(entered, { browser: useBrowserZone(), page: place.zone }, options.data);
  const agreed = agreedTo(entered, options.data?.documents);
  const create = useMutation({
    mutationFn: () => make(value, google),
    onSuccess: () => onDone(value.email.trim(), value.role),
    onError: (error) => {
      // the boxes are empty again, under the versions in force now
      if (codeOf(error) === 'consent_outdated')
        void client.invalidateQueries({ queryKey: accountQueries.options().queryKey });
    },
  });
  return {
    options,
    value,
    agreed,
    complete: isComplete(value, agreed, google !== null),
    create,
    enter: (more: Partial<Entered>) => setEntered((before) => ({ ...before, ...more })),
  };
}
export type RegistrationState = ReturnType<typeof useRegistration>;
