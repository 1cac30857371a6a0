import type { ErrorCode } from '@stoa/domain/errors';
import type { Context } from 'koa';
import type { LinkPurpose, NewLink } from '../db/queries/accountTokens';
import type { OpenedLink } from '../db/queries/accounts';
import { sha256 } from '../platform/hashing';
import { newId } from '../platform/ids';
import type { Audience } from './access';
import type { House } from './house';
import { readerOf } from './middleware/authenticate';
import { Refusal } from './refusal';

const HOUR = 60 * 60_000;
/** How long each link is good for, by the system's clock. */
const LIVES_MS: Readonly<Record<LinkPurpose, number>> = {
  verify_email: 24 * HOUR,
  reset_password: HOUR,
  change_email: 24 * HOUR,
  restore_email: 7 * 24 * HOUR,
};

/** A link to be sent; its token follows from its id and is kept as a hash. */
export function newLink(
  house: Pick<House, 'linkTokens'>,
  { personId, purpose, email }: { personId: string; purpose: LinkPurpose; email: string },
): NewLink {
  const id = newId();
  const at = Date.now();
  const tokenHash = sha256(house.linkTokens.tokenFor(id));
  return { id, personId, purpose, email, tokenHash, at, expiresAt: at + LIVES_MS[purpose] };
}

interface Opening {
  readonly token: string;
  readonly ctx: Context;
  readonly audience: Audience;
}

/** A link as it is opened here: by whom, if anybody is signed in. */
export async function openedLink(house: House, { token, ctx, audience }: Opening): Promise<OpenedLink> {
  const reader = await readerOf(ctx.get('Cookie'), audience, house).catch((error: unknown) => {
    if (error instanceof Refusal) return null;
    throw error;
  });
  return { tokenHash: sha256(token), readerId: reader?.id ?? null, at: Date.now(), now: house.clock.now() };
}

/** What a link opened, or its refusal thrown. */
export function opened<T extends object>(result: T | ErrorCode): T {
  if (typeof result === 'string') throw new Refusal(result);
  return result;
}
