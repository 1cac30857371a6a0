import { createHmac, randomBytes, timingSafeEqual, webcrypto } from 'node:crypto';
import { CompactSign, compactVerify, errors, jwtVerify, SignJWT } from 'jose';
import type { Audience } from './access';
import { Refusal } from './refusal';

export const ACCESS_SECONDS = 10 * 60;
export const REFRESH_SECONDS = 30 * 24 * 60 * 60;
const ISSUER = 'stoa';
const ALGORITHM = 'HS256';

/** What an access token says: whose sign-in it belongs to, and no more. Roles are read anew for every request. */
export interface Access {
  readonly familyId: string;
  /** epoch seconds */
  readonly endsAt: number;
}

/**
 * Everything this house signs. Each purpose has a key of its own, so that a token of one can never pass as another's.
 * Tokens live by the system's clock, whatever the house's clock says.
 */
export interface Tokens {
  issueAccess(familyId: string, audience: Audience): Promise<{ token: string; endsAt: number }>;
  /** @throws Refusal `token_expired`, or `unauthenticated` for everything else that is wrong with it */
  readAccess(token: string, audience: Audience): Promise<Access>;
  newRefreshToken(): string;
  /** the token that follows a refresh token: always the same, so that two tabs that refresh at once agree */
  successorOf(refreshToken: string): string;
  /** a value that follows from a text, and that nobody can make who does not hold the house's secret */
  derive(text: string): string;
  /** signs a quote's text so that it can be shown and taken back unchanged */
  seal(text: string): Promise<string>;
  /** the text, or null when it was not sealed here */
  open(token: string): Promise<string | null>;
  /** a short tag for cursors; synchronous because every page has one */
  tag(text: string): string;
  hasTag(text: string, tag: string): boolean;
  /** what signs uploads and links to files */
  readonly files: Tags;
}
export interface Tags {
  tag(text: string): string;
  hasTag(text: string, tag: string): boolean;
}

function tagsWith(key: Buffer, bytes: number): Tags {
  const tag = (text: string): string =>
    createHmac('sha256', key).update(text).digest().subarray(0, bytes).toString('base64url');
  return {
    tag,
    hasTag: (text, given) => {
      const right = Buffer.from(tag(text));
      const sent = Buffer.from(given);
      return right.length === sent.length && timingSafeEqual(right, sent);
    },
  };
}

/** Imported once: left as bytes, the key would be imported again for every request. */
const signingKey = (bytes: Buffer) =>
  webcrypto.subtle.importKey('raw', bytes, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign', 'verify']);

export function createTokens(secret: string): Tokens {
  const keyFor = (purpose: string): Buffer => createHmac('sha256', secret).update(`stoa/${purpose}`).digest();
  const accessKey = signingKey(keyFor('access'));
  const quoteKey = signingKey(keyFor('quote'));
  const refreshKey = keyFor('refresh');
  const deriveKey = keyFor('derive');
  return {
    issueAccess: async (familyId, audience) => {
      const endsAt = Math.floor(Date.now() / 1000) + ACCESS_SECONDS;
      const token = await new SignJWT({ sid: familyId })
        .setProtectedHeader({ alg: ALGORITHM, typ: 'at+jwt' })
        .setIssuer(ISSUER)
        .setAudience(audience)
        .setExpirationTime(endsAt)
        .sign(await accessKey);
      return { token, endsAt };
    },
    readAccess: async (token, audience) => {
      try {
        const { payload } = await jwtVerify(token, await accessKey, {
          algorithms: [ALGORITHM],
          typ: 'at+jwt',
          issuer: ISSUER,
          audience,
          requiredClaims: ['sid', 'exp'],
        });
        return { familyId: String(payload['sid']), endsAt: payload.exp ?? 0 };
      } catch (error) {
        throw new Refusal(error instanceof errors.JWTExpired ? 'token_expired' : 'unauthenticated');
      }
    },
    newRefreshToken: () => randomBytes(32).toString('base64url'),
    successorOf: (refreshToken) => createHmac('sha256', refreshKey).update(refreshToken).digest('base64url'),
    derive: (text) => createHmac('sha256', deriveKey).update(text).digest('base64url'),
    seal: async (text) =>
      new CompactSign(new TextEncoder().encode(text))
        .setProtectedHeader({ alg: ALGORITHM, typ: 'quote' })
        .sign(await quoteKey),
    open: async (token) => {
      try {
        const { payload } = await compactVerify(token, await quoteKey, { algorithms: [ALGORITHM] });
        return new TextDecoder().decode(payload);
      } catch {
        return null;
      }
    },
    ...tagsWith(keyFor('cursor'), 16),
    files: tagsWith(keyFor('file'), 32),
  };
}
