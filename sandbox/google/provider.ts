import { generateKeyPairSync, randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { interactionPolicy, Provider } from 'oidc-provider';
import type { GooglePerson } from './people';

export interface GoogleClient {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly redirectUris: readonly string[];
}

export const GOOGLE_PATH = '/google';
export const CHOOSE_PATH = '/google-people';

/** Asking who somebody is each time, as Google does for `select_account`. */
function policy() {
  const prompts = interactionPolicy.base();
  prompts.add(new interactionPolicy.Prompt({ name: 'select_account', requestable: true }), 0);
  return prompts;
}

/** A stand-in for Google's sign-in: OpenID Connect as it is, with a page to choose a test person instead of a password. */
export class Google {
  readonly #people = new Map<string, GooglePerson>();
  #opened: Provider | null = null;

  /** @param origin of the sandbox, known once it listens */
  constructor(
    private readonly origin: () => string,
    private readonly client: GoogleClient,
  ) {}

  get #provider(): Provider {
    this.#opened ??= this.#open(this.client);
    return this.#opened;
  }

  #open(client: GoogleClient): Provider {
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2_048 });
    return new Provider(`${this.origin()}${GOOGLE_PATH}`, {
      clients: [
        {
          client_id: client.clientId,
          client_secret: client.clientSecret,
          redirect_uris: [...client.redirectUris],
          response_types: ['code'],
          grant_types: ['authorization_code'],
          token_endpoint_auth_method: 'client_secret_post',
        },
      ],
      jwks: { keys: [{ ...privateKey.export({ format: 'jwk' }), alg: 'RS256', use: 'sig', kid: 'sandbox' }] },
      cookies: { keys: [randomBytes(32).toString('base64url')] },
      claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name'] },
      // Google puts them into the ID token
      conformIdTokenClaims: false,
      features: { devInteractions: { enabled: false } },
      interactions: { url: (_ctx, { uid }) => `${CHOOSE_PATH}/${uid}`, policy: policy() },
      findAccount: (_ctx, sub) => this.#account(sub),
      loadExistingGrant: async ({ oidc }) => {
        const { session, client: asking, provider } = oidc;
        if (!session?.accountId || !asking) return undefined;
        const grant = new provider.Grant({ accountId: session.accountId, clientId: asking.clientId });
        grant.addOIDCScope('openid email profile');
        await grant.save();
        return grant;
      },
      ttl: { AuthorizationCode: 60, Interaction: 600, Session: 600, Grant: 600, AccessToken: 600, IdToken: 600 },
    });
  }

  #account(sub: string) {
    const person = this.#people.get(sub);
    if (!person) return undefined;
    const { name, email, emailVerified } = person;
    return { accountId: sub, claims: () => ({ sub, name, email, email_verified: emailVerified }) };
  }

  /** @returns whether the request was this company's */
  answer(request: IncomingMessage & { originalUrl?: string }, response: ServerResponse): boolean {
    const { url = '' } = request;
    if (!url.startsWith(`${GOOGLE_PATH}/`)) return false;
    // as a server that mounts it below a path tells it
    request.originalUrl = url;
    request.url = url.slice(GOOGLE_PATH.length);
    void this.#provider.callback()(request, response);
    return true;
  }

  /** Whether somebody is being asked who they are. @param uid from the page's address */
  async isAsking(request: IncomingMessage, response: ServerResponse): Promise<boolean> {
    return this.#provider.interactionDetails(request, response).then(
      () => true,
      () => false,
    );
  }

  /** Goes on as this person; answers the request with the way back. */
  async choose(request: IncomingMessage, response: ServerResponse, person: GooglePerson): Promise<void> {
    this.#people.set(person.sub, person);
    const result = { select_account: {}, login: { accountId: person.sub } };
    await this.#provider.interactionFinished(request, response, result, { mergeWithLastSubmission: false });
  }

  /** Somebody thinks better of it. */
  async cancel(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const result = { error: 'access_denied', error_description: 'the person went back' };
    await this.#provider.interactionFinished(request, response, result, { mergeWithLastSubmission: false });
  }
}
