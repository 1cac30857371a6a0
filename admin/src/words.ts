import { en } from '@stoa/contracts/words/en';
import { say } from '@stoa/contracts/words/say';
import type { Reader } from '@stoa/contracts/words/format';
import { zoneHere } from '@stoa/contracts/words/zones';
import { createContext, use } from 'react';
import { MINUTE_MS, useNow } from './clock';

/** The console's own section of the catalogue. */
export const words = en.console;
export { say };

/** Whose words and clock everything is written in. */
export interface Person {
  readonly locale: string;
  readonly zone: string;
}

const browser = (): Person => ({ locale: 'en', zone: zoneHere() });

/** Set by the shell from who is signed in; before that the browser's zone. */
export const PersonContext = createContext<Person>(browser());
export const usePerson = (): Person => use(PersonContext);

/** The person and Stoa's time to the minute: enough for 'today', and a page does not render every second for it. */
export function useReader(): Reader {
  const now = useNow(MINUTE_MS);
  return { ...usePerson(), now };
}
