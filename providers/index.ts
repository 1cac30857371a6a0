/** The catalogue: from configuration values to live adapters. Nothing else knows which company stands behind a port. */
import { createClamd } from './antivirus/clamd';
import type { Antivirus } from './antivirus/port';
import { createGoogle } from './identity/google';
import type { IdentityProvider } from './identity/port';
import type { MailProvider } from './mail/port';
import { createSmtpMail } from './mail/smtp';
import type { BreachedPasswords } from './passwords/port';
import { createRangePasswords, noBreachedPasswords } from './passwords/ranges';
import type { PaymentProvider, PayoutProvider } from './payments/port';
import { createStripePayments } from './payments/stripe';
import { createStripeAccounts } from './payments/stripeAccounts';
import { createFolderStorage } from './storage/folder';
import type { FileStorage } from './storage/port';
import { createS3Storage } from './storage/s3';

export interface PaymentConfig {
  readonly STRIPE_SECRET_KEY: string;
  /** only a process that receives webhooks has it */
  readonly STRIPE_WEBHOOK_SECRET?: string;
  readonly STRIPE_API_BASE: string;
}

export interface MailConfig {
  readonly SMTP_URL: string;
  readonly MAIL_FROM: string;
}

export interface StorageConfig {
  readonly STORAGE_KIND: 'folder' | 's3';
  readonly STORAGE_FOLDER: string;
  readonly STORAGE_S3_ENDPOINT: string | undefined;
  readonly STORAGE_S3_REGION: string;
  readonly STORAGE_S3_PRIVATE_BUCKET: string;
  readonly STORAGE_S3_PUBLIC_BUCKET: string;
  readonly STORAGE_S3_ACCESS_KEY: string | undefined;
  readonly STORAGE_S3_SECRET_KEY: string | undefined;
}

export function createPaymentProvider(config: PaymentConfig): PaymentProvider {
  return createStripePayments({
    secretKey: config.STRIPE_SECRET_KEY,
    webhookSecret: config.STRIPE_WEBHOOK_SECRET ?? null,
    apiBase: config.STRIPE_API_BASE,
  });
}

export interface PayoutConfig {
  readonly STRIPE_SECRET_KEY: string;
  /** not needed by who only asks */
  readonly STRIPE_CONNECT_WEBHOOK_SECRET?: string;
  readonly STRIPE_API_BASE: string;
}

/** Somebody waits in front of a page for what it says: it is given half the time of a payment. */
const PAYOUT_DEADLINE_MS = 4_000;

export function createPayoutProvider(config: PayoutConfig): PayoutProvider {
  return createStripeAccounts({
    secretKey: config.STRIPE_SECRET_KEY,
    webhookSecret: config.STRIPE_CONNECT_WEBHOOK_SECRET ?? null,
    apiBase: config.STRIPE_API_BASE,
    deadlineMs: PAYOUT_DEADLINE_MS,
  });
}

export interface GoogleConfig {
  readonly GOOGLE_ISSUER: string;
  readonly GOOGLE_CLIENT_ID: string | undefined;
  readonly GOOGLE_CLIENT_SECRET: string | undefined;
}

/** Sign-in with Google, or null where no client of it is configured. */
export function createIdentityProvider(config: GoogleConfig): IdentityProvider | null {
  const { GOOGLE_ISSUER: issuer, GOOGLE_CLIENT_ID: clientId, GOOGLE_CLIENT_SECRET: clientSecret } = config;
  return clientId && clientSecret ? createGoogle({ issuer, clientId, clientSecret }) : null;
}

export interface BreachedPasswordConfig {
  readonly BREACHED_PASSWORDS_URL: string | undefined;
}

export function createBreachedPasswords({ BREACHED_PASSWORDS_URL: url }: BreachedPasswordConfig): BreachedPasswords {
  return url ? createRangePasswords(url) : noBreachedPasswords;
}

export function createMailProvider(config: MailConfig): MailProvider {
  return createSmtpMail({ url: config.SMTP_URL, from: config.MAIL_FROM });
}

/** @throws Error when S3 is chosen and its keys are missing */
export function createFileStorage(config: StorageConfig): FileStorage {
  if (config.STORAGE_KIND === 'folder') return createFolderStorage({ folder: config.STORAGE_FOLDER });
  const { STORAGE_S3_ACCESS_KEY: accessKey, STORAGE_S3_SECRET_KEY: secretKey } = config;
  if (!accessKey || !secretKey)
    throw new Error('STORAGE_KIND is s3: STORAGE_S3_ACCESS_KEY and STORAGE_S3_SECRET_KEY must be set');
  return createS3Storage({
    endpoint: config.STORAGE_S3_ENDPOINT ?? null,
    region: config.STORAGE_S3_REGION,
    accessKey,
    secretKey,
    buckets: { private: config.STORAGE_S3_PRIVATE_BUCKET, public: config.STORAGE_S3_PUBLIC_BUCKET },
  });
}

/** @returns null where no scanner is configured */
export function createAntivirus(config: { readonly CLAMD_ADDRESS: string | undefined }): Antivirus | null {
  if (!config.CLAMD_ADDRESS) return null;
  const { hostname, port } = new URL(`tcp://${config.CLAMD_ADDRESS}`);
  return createClamd({ host: hostname, port: Number(port) });
}
