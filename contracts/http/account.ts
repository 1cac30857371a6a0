import { z } from 'zod';
import { Country, DisplayName, Locale, OfferedCurrency } from './accounts';
import { Currency, Id, Instant, Role, Zone } from './shared';

/** A person's own account, as its page shows it. */
export const AccountView = z
  .object({
    id: Id,
    displayName: z.string(),
    email: z.string(),
    emailVerified: z.boolean(),
    country: z.string().nullable(),
    zone: Zone,
    locale: z.string(),
    currency: Currency,
    roles: z.array(Role),
    hasPassword: z.boolean().meta({ description: 'false: signs in by another door' }),
    googleEmail: z.string().nullable().meta({ description: 'the Google account that opens this one; null: none' }),
    avatarUrl: z.string().nullable(),
    pendingEmail: z
      .object({ address: z.string(), sentAt: Instant, expiresAt: Instant })
      .nullable()
      .meta({ description: 'another address that was asked for: used once the link sent to it is opened' }),
    version: z.int().meta({ description: 'goes into If-Match when the account is changed' }),
    asOf: Instant,
  })
  .meta({ id: 'Account' });
export type AccountView = z.output<typeof AccountView>;
export const AccountChange = z
  .strictObject({
    displayName: DisplayName,
    country: Country,
    zone: Zone,
    locale: Locale,
    currency: OfferedCurrency,
  })
  .partial()
  .refine((change) => Object.keys(change).length > 0, 'changes nothing');
export const TakeRoleBody = z.strictObject({ role: z.enum(['student', 'tutor']) });
