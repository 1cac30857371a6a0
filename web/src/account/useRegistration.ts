'use client';

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
export interface Entered {
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
const useBrowserZone = (): string | null =>
  useSyncExternalStore(
    nothing,
    () => Intl.DateTimeFormat().resolvedOptions().timeZone,
    () => null,
  );

export const looksLikeEmail = (email: string): boolean => /^\S+@\S+\.\S+$/.test(email.trim());

/** What a registration form holds: what was entered, and what was guessed where nothing was. */
export function useRegistration(google: FromGoogle | null, onDone: (email: string) => void) {
  const client = useQueryClient();
  const place = usePlace();
  const options = useQuery({ ...accountQueries.options(), staleTime: 60_000 });
  const [entered, setEntered] = useState<Entered>({
    ...EMPTY,
    displayName: google?.name ?? '',
    email: google?.email ?? '',
  });
  const browserZone = useBrowserZone();
  const zone = entered.zone ?? browserZone ?? place.zone;
  const country = entered.country ?? (browserZone === null ? '' : (likelyCountry(browserZone, languages()) ?? ''));
  const currency = entered.currency ?? likelyCurrency(country, options.data?.currencies ?? []);
  const documents = options.data?.documents;
  const agreed = {
    terms: documents !== undefined && entered.terms === documents.terms,
    privacy: documents !== undefined && entered.privacy === documents.privacy,
  };
  const { role, displayName, email, password } = entered;
  const create = useMutation({
    mutationFn: async () => {
      const common = { role, displayName: displayName.trim(), country, zone, locale: likelyLocale(languages()) };
      const consents = { terms: entered.terms ?? '', privacy: entered.privacy ?? '' };
      const rest = { ...common, currency: currency as Registration['currency'], consents };
      if (google) await send(doorAsks.registerWithGoogle({ ...rest, token: google.token }));
      else await send(doorAsks.register({ ...rest, email: email.trim(), password }));
    },
    onSuccess: () => onDone(email.trim()),
    onError: (error) => {
      // the boxes are empty again, under the versions in force now
      if (codeOf(error) === 'consent_outdated')
        void client.invalidateQueries({ queryKey: accountQueries.options().queryKey });
    },
  });
  const complete =
    displayName.trim() !== '' &&
    country !== '' &&
    agreed.terms &&
    agreed.privacy &&
    (google !== null || (looksLikeEmail(email) && isLongEnough(password)));
  return {
    options,
    value: { ...entered, zone, country, currency },
    agreed,
    complete,
    create,
    enter: (more: Partial<Entered>) => setEntered((before) => ({ ...before, ...more })),
  };
}
export type RegistrationState = ReturnType<typeof useRegistration>;
