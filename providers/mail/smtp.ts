import { createTransport } from 'nodemailer';
import type { Mail, MailProvider } from './port';

export interface SmtpSettings {
  /** `smtp://name:password@host:port`, or `smtps://` */
  readonly url: string;
  /** `Stoa <no-reply@example.org>` */
  readonly from: string;
}

const CONNECT_MS = 5_000;
const SILENCE_MS = 10_000;

/** Mail through any SMTP server. No pool: a mail server that restarts must not meet a dead connection of ours. */
export function createSmtpMail(settings: SmtpSettings): MailProvider {
  const transport = createTransport({
    url: settings.url,
    connectionTimeout: CONNECT_MS,
    greetingTimeout: CONNECT_MS,
    socketTimeout: SILENCE_MS,
    // a text that a person wrote may look like an address or a path: nothing is ever read from there
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return {
    async send(mail: Mail): Promise<void> {
      await transport.sendMail({
        from: settings.from,
        to: mail.to,
        subject: mail.subject,
        text: mail.text,
        ...(mail.html === undefined ? {} : { html: mail.html }),
        messageId: `<${mail.messageId.replace(/^<|>$/g, '')}>`,
        headers: { 'Auto-Submitted': 'auto-generated' },
      });
    },
  };
}
