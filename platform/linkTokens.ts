import { createHmac } from 'node:crypto';

/**
 * Tokens of links in mails. Each follows from its row's id by a keyed hash, so that the mail's writer can make it again
 * for every attempt, and neither the outbox nor the database holds anything that opens a door.
 */
export interface LinkTokens {
  tokenFor(tokenId: string): string;
}

/** @param secret the installation's TOKEN_SECRET; the key is this purpose's own */
export function createLinkTokens(secret: string): LinkTokens {
  const key = createHmac('sha256', secret).update('stoa/link').digest();
  return { tokenFor: (tokenId) => createHmac('sha256', key).update(tokenId).digest('base64url') };
}
