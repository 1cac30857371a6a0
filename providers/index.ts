/** The catalogue: from configuration values to live adapters. Nothing else knows which company stands behind a port. */
import type { MailProvider } from './mail/port';
import { createSmtpMail } from './mail/smtp';
import type { PaymentProvider } from './payments/port';
import { createStripePayments } from './payments/stripe';

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

export function createPaymentProvider(config: PaymentConfig): PaymentProvider {
  return createStripePayments({
    secretKey: config.STRIPE_SECRET_KEY,
    webhookSecret: config.STRIPE_WEBHOOK_SECRET ?? null,
    apiBase: config.STRIPE_API_BASE,
  });
}

export function createMailProvider(config: MailConfig): MailProvider {
  return createSmtpMail({ url: config.SMTP_URL, from: config.MAIL_FROM });
}
