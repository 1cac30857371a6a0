/** Somebody, as another company knows them. */
export interface Identity {
  /** the company's own name for them: it never changes */
  readonly subject: string;
  readonly email: string;
  readonly emailVerified: boolean;
  readonly name: string | null;
}

/** What binds an answer to the question that was asked. */
export interface Binding {
  readonly state: string;
  readonly nonce: string;
  /** PKCE: 43 to 128 characters, known to us alone until the code is exchanged */
  readonly verifier: string;
  /** where the browser comes back to */
  readonly redirectUri: string;
}

/** What the browser brought back. */
export interface BroughtBack {
  readonly code: string;
  readonly state: string;
  /** the issuer's name, where it sends one along */
  readonly iss?: string | undefined;
}

export type Identification =
  | { readonly kind: 'known'; readonly identity: Identity }
  /** the answer is not one to this question, or says nothing that can be trusted */
  | { readonly kind: 'refused' }
  /** the company does not answer: nothing is known */
  | { readonly kind: 'unavailable' };

/** Signs people in with another company's account. */
export interface IdentityProvider {
  /** Where to send the browser; null when the company does not answer. */
  addressFor(binding: Binding): Promise<string | null>;
  /** Exchanges what the browser brought back, once. Never throws for what the company says or does not say. */
  identify(brought: BroughtBack, binding: Binding): Promise<Identification>;
}
