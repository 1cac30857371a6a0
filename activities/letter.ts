import type { Mail } from '../providers/mail/port';

/** A mail but for the id that tells its attempts from other mails. */
export type Letter = Omit<Mail, 'messageId'>;
