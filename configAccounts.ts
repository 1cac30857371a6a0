/** The variables of registration, sign-in and second steps; `config.ts` reads them with all others. */
import { z } from 'zod';
import { codecKeys, url, type Variable } from './configSchemas';

export const ACCOUNT_VARIABLES = {
  ACCOUNT_KEYS: {
    schema: codecKeys,
    readBy: ['api'],
    secret: true,
    about: 'id:key pairs (32 bytes, base64); the first encrypts the secrets of authenticators, all decrypt',
  },
  STAFF_TOTP: {
    schema: z.enum(['required', 'optional']).default('required'),
    readBy: ['api'],
    about:
      "'required' closes the console to staff who have not switched a second step on; `npm start` sets 'optional' for the demo staff of its town",
  },
  TERMS_VERSION: {
    schema: z.string().min(1).max(40).default('2026-11-01'),
    readBy: ['api'],
    about: 'version of the terms that newcomers agree to; a new one asks newcomers for a new consent',
  },
  PRIVACY_VERSION: {
    schema: z.string().min(1).max(40).default('2026-11-01'),
    readBy: ['api'],
    about: 'version of the privacy notice that newcomers agree to',
  },
  BREACHED_PASSWORDS_URL: {
    schema: url('http:', 'https:').optional(),
    readBy: ['api'],
    about:
      'a list of stolen passwords with the range API of Have I Been Pwned, told five digits of a hash; none is asked when unset',
  },
  GOOGLE_ISSUER: {
    schema: url('http:', 'https:').default('https://accounts.google.com'),
    readBy: ['api'],
    about: "issuer of Google's sign-in, the same address for browsers and for us",
  },
  GOOGLE_CLIENT_ID: {
    schema: z.string().min(1).optional(),
    readBy: ['api', 'sandbox'],
    about: 'our client at Google; nobody signs in with Google when unset',
  },
  GOOGLE_CLIENT_SECRET: {
    schema: z.string().min(8).optional(),
    readBy: ['api', 'sandbox'],
    secret: true,
    about: 'secret of that client; people come back to /sign-in/google of web app and console',
  },
} as const satisfies Record<string, Variable>;
