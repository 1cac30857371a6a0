export interface Mail {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html?: string;
  /** the same for every attempt at the same mail: receivers and we drop doubles by it */
  readonly messageId: string;
}

/** Sends mail. Rejects when the server did not take it; sending again with the same `messageId` is safe. */
export interface MailProvider {
  send(mail: Mail): Promise<void>;
}
