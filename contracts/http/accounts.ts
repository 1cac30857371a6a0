import { COUNTRIES } from '@stoa/domain/countries';
import { CURRENCIES } from '@stoa/domain/currency';
import { PASSWORD_MAX, PASSWORD_MIN } from '@stoa/domain/passwords';
import { z } from 'zod';
import { Instant, Zone } from './shared';

export const Email = z.email().max(254);
export const NewPassword = z.string().min(PASSWORD_MIN).max(PASSWORD_MAX);
/** Any script; without controls and without marks that turn the order of what stands beside it. */
export const DisplayName = z
  .string()
  .trim()
  .min(1)
  .max(100)
  .regex(/^[^\p{Cc}\u202A-\u202E\u2066-\u2069]*$/u, 'holds a character that no name has')
  .meta({ description: 'as others see it' });
export const Country = z
  .string()
  .refine((code) => COUNTRIES.includes(code), 'is no country of ISO 3166')
  .meta({
    description: 'ISO 3166-1 alpha-2',
  });
export const OfferedCurrency = z.enum(Object.keys(CURRENCIES) as [keyof typeof CURRENCIES]).meta({
  description: 'ISO 4217, one that is offered here',
});
export const Locale = z
  .string()
  .regex(/^[a-z]{2}(-[A-Z]{2})?$/)
  .meta({ description: 'language, with a country where it matters: en, en-GB' });
export const LinkBody = z.strictObject({ token: z.string().min(1).max(200) });
const Version = z.string().min(1).max(40);
/** Versions that the person was shown and agreed to. */
export const Consents = z.strictObject({ terms: Version, privacy: Version });

/** What everybody says about themselves when they come, by whatever door. */
export const newcomer = {
  role: z.enum(['student', 'tutor']),
  displayName: DisplayName,
  country: Country,
  zone: Zone,
  locale: Locale,
  currency: OfferedCurrency,
  consents: Consents,
};
export const RegistrationBody = z.strictObject({ ...newcomer, email: Email, password: NewPassword });
export const RegistrationOptions = z
  .object({
    documents: z.object({ terms: z.string(), privacy: z.string() }),
    currencies: z.array(z.string()),
    countries: z.array(z.string()),
    google: z.boolean().meta({ description: 'signing in with Google is offered' }),
    asOf: Instant,
  })
  .meta({ id: 'RegistrationOptions' });
/** The same for every address, whether there is an account or not. */
export const MailSent = z.object({ sentTo: z.string(), asOf: Instant }).meta({ id: 'MailSent' });
export const EmailView = z
  .object({ email: z.string(), emailVerified: z.boolean(), asOf: Instant })
  .meta({ id: 'EmailState' });
