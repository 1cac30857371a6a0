import { createHash } from 'node:crypto';

/** Somebody with an account at the sandbox's Google. */
export interface GooglePerson {
  readonly sub: string;
  readonly name: string;
  readonly email: string;
  readonly emailVerified: boolean;
}

/** Like Google's, the name of an account has nothing to do with its address, and never changes. */
const subOf = (email: string): string =>
  BigInt(`0x${createHash('sha256').update(email.toLowerCase()).digest('hex').slice(0, 16)}`).toString();

export function googlePerson(name: string, email: string, emailVerified: boolean): GooglePerson {
  return { sub: subOf(email), name, email, emailVerified };
}

/** People who are always there to be chosen. */
export const TEST_PEOPLE: readonly GooglePerson[] = [
  googlePerson('Juniper', 'juniper@google.example', true),
  googlePerson('Aspen', 'aspen@google.example', true),
  googlePerson('Linden', 'linden@google.example', false),
];

const EMAIL = /^[^@\s]{1,64}@[^@\s]{1,189}$/;

/** Who was chosen on the page: one of those above, or somebody typed in; null when it is nobody. */
export function chosenPerson(form: Readonly<Record<string, unknown>>): GooglePerson | null {
  const known = TEST_PEOPLE.find(({ sub }) => sub === form['person']);
  if (known) return known;
  const { name, email, verified } = form;
  if (form['person'] !== 'other' || typeof email !== 'string' || !EMAIL.test(email)) return null;
  return googlePerson(
    typeof name === 'string' && name.trim() ? name.trim().slice(0, 80) : email,
    email,
    verified === 'yes',
  );
}
