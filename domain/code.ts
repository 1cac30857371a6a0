import { DomainError } from './errors';

/** Letters of codes that people say on the phone. None of them is easily heard as another. */
export const CODE_LETTERS = { booking: 'B', package: 'K', payout: 'P', dispute: 'D', erasure: 'E' } as const;
export type CodeKind = keyof typeof CODE_LETTERS;

/** Crockford's base 32: no I, L, O, U. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const LENGTH = 7;
/** Odd weights find every wrong character; neighbours that differ by 2 find every swap but those 16 apart. */
const WEIGHTS = [1, 3, 5, 7, 9, 11, 13];
const SPACE = 1n << 35n;
/** odd, so that multiplying permutes the whole space: neighbouring bookings do not get neighbouring codes */
const MULTIPLIER = 22_801_763_489n;
const OFFSET = 9_876_543_211n;

const checkOf = (values: readonly number[]): number =>
  values.reduce((sum, value, i) => sum + value * (WEIGHTS[i] ?? 0), 0) % 32;

/**
 * The code of the n-th thing of a kind, such as `B-7KX4M2Q5`: different numbers give different codes.
 * @param n a sequence's number, 0 to 2^35 − 1
 * @throws DomainError `request_invalid` outside of that
 */
export function codeFor(kind: CodeKind, n: number): string {
  if (!Number.isSafeInteger(n) || n < 0 || BigInt(n) >= SPACE)
    throw new DomainError('request_invalid', `no code for number ${n}`);
  let rest = Number((BigInt(n) * MULTIPLIER + OFFSET) % SPACE);
  const values: number[] = [];
  for (let i = 0; i < LENGTH; i++) {
    values.unshift(rest % 32);
    rest = Math.floor(rest / 32);
  }
  const text = [...values, checkOf(values)].map((value) => ALPHABET[value]).join('');
  return `${CODE_LETTERS[kind]}-${text}`;
}

/**
 * Reads a code as people write it: any case, with or without dash and spaces, O for 0, I and L for 1.
 * @returns the code in its one right form, or null when it is none (a wrong character shows in the check)
 */
export function normaliseCode(text: string): string | null {
  const plain = text.toUpperCase().replace(/[\s\p{Pd}]/gu, '');
  const letter = plain.slice(0, 1);
  if (plain.length !== LENGTH + 2 || !(Object.values(CODE_LETTERS) as string[]).includes(letter)) return null;
  const body = plain.slice(1).replaceAll('O', '0').replace(/[IL]/g, '1');
  const values = Array.from(body, (character) => ALPHABET.indexOf(character));
  if (values.includes(-1) || checkOf(values.slice(0, LENGTH)) !== values[LENGTH]) return null;
  return `${letter}-${body}`;
}

/** Whether a text, as people write it, is a code. */
export function isCode(text: string): boolean {
  return normaliseCode(text) !== null;
}
