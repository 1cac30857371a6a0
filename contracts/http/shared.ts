import { DISPUTES, OUTCOMES, PAYMENTS, SESSIONS } from '@stoa/domain/booking';
import { z } from 'zod';

/** Any UUID is accepted where an id is only looked up; one spelling, because ids become workflow ids and keys. */
export const Id = z.uuid().toLowerCase();
export const BookingId = z.uuidv7().toLowerCase().meta({ description: 'UUIDv7, minted by the client that asks' });
export const Instant = z.iso
  .datetime({ offset: true })
  .max(40)
  .meta({ description: 'an instant, ISO 8601 with offset' });
/** An instant that is asked about: years that every store and calendar can hold, whatever is added to them. */
export const AskedInstant = Instant.refine(
  (text) => {
    const at = Date.parse(text);
    // what is no instant at all has been refused already
    return Number.isNaN(at) || (at >= Date.UTC(2000, 0) && at < Date.UTC(2200, 0));
  },
  { message: 'lies between the years 2000 and 2200' },
);
/** A whole number in a query string: digits only, so that `1e1`, `0x10` and ` 5` are refused instead of guessed at. */
export function wholeNumber(minimum: number, maximum: number) {
  return z
    .string()
    .regex(/^\d{1,9}$/)
    .transform(Number)
    .pipe(z.int().min(minimum).max(maximum))
    .meta({ type: 'integer', minimum, maximum });
}
/** Yes or no in a query string: in words, so that `1` and an empty value are refused instead of guessed at. */
export const Flag = z
  .enum(['true', 'false'])
  .transform((text) => text === 'true')
  .meta({ type: 'boolean' });
export const Zone = z.string().min(1).max(64).meta({ description: 'IANA time zone' });
export const Currency = z
  .string()
  .regex(/^[A-Z]{3}$/)
  .meta({ description: 'ISO 4217' });
export const MoneyView = z
  .object({ amountMinor: z.int(), currency: Currency })
  .meta({ id: 'Money', description: 'integer minor units beside their currency' });
export const Role = z.enum(['student', 'tutor', 'support', 'admin', 'owner']).meta({ id: 'Role' });
export type Role = z.output<typeof Role>;
export type MoneyView = z.output<typeof MoneyView>;
export const Code = z
  .string()
  .max(16)
  .meta({ description: 'short code that people can say on the phone, e.g. B-7KX4M2Q5' });
export const PageQuery = z.strictObject({
  cursor: z.string().max(512).optional().meta({ description: 'opaque; from `nextCursor` of the page before' }),
  limit: wholeNumber(1, 100).default(20),
});
export const StateView = z
  .object({
    session: z.enum(SESSIONS),
    outcome: z.enum(OUTCOMES).nullable(),
    payment: z.enum(PAYMENTS),
    dispute: z.enum(DISPUTES),
  })
  .meta({ id: 'BookingState' });

/** RFC 9457 problem; `code` has a page in docs/errors. */
export const Problem = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    code: z.string(),
    detail: z.string().optional(),
    kept: z.string().optional().meta({ description: 'what stays as it was' }),
    next: z.string().optional().meta({ description: 'what to do now' }),
    instance: z.string().optional().meta({ description: 'request id' }),
    fields: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
    details: z.record(z.string(), z.unknown()).optional(),
    quote: z.unknown().optional().meta({ description: 'the new quote, with quote_changed and quote_expired' }),
  })
  .meta({ id: 'Problem' });

export const PersonView = z
  .object({ id: Id, name: z.string(), zone: Zone, avatarUrl: z.string().nullable() })
  .meta({ id: 'Person' });
export type Problem = z.output<typeof Problem>;
export type PersonView = z.output<typeof PersonView>;
export function pageOf<T extends z.ZodType>(item: T) {
  return z.object({ items: z.array(item), nextCursor: z.string().nullable(), asOf: Instant });
}

/** Nothing that a reader cannot see, but what scripts need for their letters: no controls, no turned directions. */
const UNSEEN = /[\p{Cc}\u202D\u202E]/u;
const UNSEEN_BUT_LINES = /[^\P{Cc}\n]|[\u202D\u202E]/u;
/** One line that a person wrote, in any script. */
export function line(maximum: number) {
  return z
    .string()
    .normalize('NFC')
    .trim()
    .min(1)
    .max(maximum)
    .refine((text) => !UNSEEN.test(text), { message: 'holds control characters' });
}
/** Lines that a person wrote, in any script; may be empty. */
export function paragraphs(maximum: number) {
  return z
    .string()
    .normalize('NFC')
    .overwrite((text) => text.replaceAll('\r\n', '\n'))
    .trim()
    .max(maximum)
    .refine((text) => !UNSEEN_BUT_LINES.test(text), { message: 'holds control characters' });
}
