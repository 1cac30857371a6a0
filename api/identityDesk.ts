/** What binds an answer to the question that was asked. */
export interface Binding {
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
  readonly redirectUri: string;
}
export interface BroughtBack {
  readonly code: string;
  readonly state: string;
  readonly iss?: string | undefined;
}
/** Somebody, as the other company knows them. */
export interface Identity {
  readonly subject: string;
  readonly email: string;
  readonly emailVerified: boolean;
  readonly name: string | null;
}
/** What the API asks of the other company; an adapter of `providers/identity` fits. */
export interface IdentityDesk {
  addressFor(binding: Binding): Promise<string | null>;
  identify(
    brought: BroughtBack,
    binding: Binding,
  ): Promise<
    | { readonly kind: 'known'; readonly identity: Identity }
    | { readonly kind: 'refused' }
    | { readonly kind: 'unavailable' }
  >;
}
