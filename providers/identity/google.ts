import {
  allowInsecureRequests,
  authorizationCodeGrant,
  buildAuthorizationUrl,
  calculatePKCECodeChallenge,
  discovery,
  enableNonRepudiationChecks,
  type Configuration,
} from 'openid-client';
import type { Binding, BroughtBack, Identification, Identity, IdentityProvider } from './port';

const DEADLINE_SECONDS = 5;
/** Asked anew from time to time: keys and addresses of a company change. */
const KEPT_MS = 60 * 60_000;

export interface GoogleOptions {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
}

/** Whether what was thrown says that nobody answered, rather than that the answer was no good. */
function isAway(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { code, cause } = error as { code?: unknown; cause?: unknown };
  if (code === 'OAUTH_TIMEOUT' || error.name === 'TimeoutError') return true;
  if (cause instanceof Response) return cause.status >= 500;
  return error.message === 'fetch failed';
}

/** What an ID token says of somebody; null when it does not say enough. */
function identityOf(claims: Readonly<Record<string, unknown>> | undefined): Identity | null {
  const { sub, email, email_verified: verified, name } = claims ?? {};
  if (typeof sub !== 'string' || typeof email !== 'string' || !/^[^@\s]+@[^@\s]+$/.test(email)) return null;
  return { subject: sub, email, emailVerified: verified === true, name: typeof name === 'string' ? name : null };
}

function answerAddress({ code, state, iss }: BroughtBack, { redirectUri }: Binding): URL {
  const address = new URL(redirectUri);
  address.search = new URLSearchParams({ code, state, ...(iss === undefined ? {} : { iss }) }).toString();
  return address;
}

/**
 * Google by OpenID Connect: code flow with PKCE and nonce; the ID token's signature is checked although it comes by TLS.
 * The answer comes in the fragment, which no server on the way logs.
 */
export function createGoogle({ issuer, clientId, clientSecret }: GoogleOptions): IdentityProvider {
  const server = new URL(issuer);
  let known: { readonly config: Promise<Configuration>; readonly until: number } | null = null;
  const ask = async (): Promise<Configuration> => {
    const insecure = server.protocol === 'http:' ? [allowInsecureRequests] : [];
    const options = { execute: [...insecure, enableNonRepudiationChecks], timeout: DEADLINE_SECONDS };
    return discovery(server, clientId, clientSecret, undefined, options);
  };
  const configuration = (): Promise<Configuration> => {
    if (known !== null && known.until > Date.now()) return known.config;
    const config = ask();
    known = { config, until: Date.now() + KEPT_MS };
    // a failure is not remembered
    config.catch(() => (known = null));
    return config;
  };
  return {
    addressFor: async ({ state, nonce, verifier, redirectUri }) => {
      const config = await configuration().catch(() => null);
      if (config === null) return null;
      return buildAuthorizationUrl(config, {
        scope: 'openid email profile',
        response_mode: 'fragment',
        prompt: 'select_account',
        redirect_uri: redirectUri,
        code_challenge: await calculatePKCECodeChallenge(verifier),
        code_challenge_method: 'S256',
        state,
        nonce,
      }).href;
    },
    identify: async (brought, binding): Promise<Identification> => {
      const config = await configuration().catch(() => null);
      if (config === null) return { kind: 'unavailable' };
      const checks = {
        pkceCodeVerifier: binding.verifier,
        expectedNonce: binding.nonce,
        expectedState: binding.state,
        idTokenExpected: true,
      };
      try {
        const tokens = await authorizationCodeGrant(config, answerAddress(brought, binding), checks);
        const identity = identityOf(tokens.claims());
        return identity === null ? { kind: 'refused' } : { kind: 'known', identity };
      } catch (error) {
        return { kind: isAway(error) ? 'unavailable' : 'refused' };
      }
    },
  };
}
