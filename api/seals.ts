import { canonicalJson } from '@stoa/domain/policies';
import { z } from 'zod';
import { Refusal } from './refusal';
import type { Tokens } from './tokens';

/** What a booking's quote promised, and to whom. Instants are epoch ms by the house's clock. */
const SealedLesson = z.strictObject({
  kind: z.literal('lesson'),
  personId: z.string(),
  tutorId: z.string(),
  subjectId: z.string(),
  startsAt: z.int(),
  minutes: z.int(),
  trial: z.boolean(),
  policyHash: z.string(),
  quotedAt: z.int(),
  validUntil: z.int(),
});
/** What an action's quote promised, for one person, role and version of the booking. */
const SealedAction = z.strictObject({
  kind: z.literal('action'),
  personId: z.string(),
  role: z.string(),
  bookingId: z.string(),
  action: z.string(),
  version: z.int(),
  studentShareBps: z.int(),
  quotedAt: z.int(),
  validUntil: z.int(),
});
export type SealedLesson = z.output<typeof SealedLesson>;
export type SealedAction = z.output<typeof SealedAction>;
type Seals = Pick<Tokens, 'seal' | 'open'>;

/** A quote as a token: signed, not secret; it comes back with the step and says what was shown. */
export function seal(tokens: Seals, quote: SealedLesson | SealedAction): Promise<string> {
  return tokens.seal(canonicalJson(quote));
}

async function opened<T>(tokens: Seals, token: string, shape: z.ZodType<T>): Promise<T> {
  const text = await tokens.open(token);
  const result = text === null ? null : shape.safeParse(JSON.parse(text));
  if (result?.success) return result.data;
  throw notThisQuote();
}

export function notThisQuote(): Refusal {
  return new Refusal('request_invalid', {
    fields: [{ path: 'body.quoteToken', message: 'is not the token of a quote for this step' }],
  });
}

/** @throws Refusal `request_invalid` for anything this house did not seal as a lesson's quote */
export const openLesson = (tokens: Seals, token: string): Promise<SealedLesson> => opened(tokens, token, SealedLesson);
/** @throws Refusal `request_invalid` for anything this house did not seal as an action's quote */
export const openAction = (tokens: Seals, token: string): Promise<SealedAction> => opened(tokens, token, SealedAction);
