/** What a request carried. */
export interface Carried {
  readonly params?: { readonly path?: Record<string, string>; readonly query?: Record<string, string> };
  readonly body?: unknown;
}
type Answer = (method: string, path: string, carried: Carried) => Promise<unknown>;
type Ask = (api: unknown) => Promise<unknown>;

/** Stands where `send` does: each request is answered here, and none leaves the house. */
export const sendingTo =
  (answer: Answer) =>
  (ask: Ask): Promise<unknown> =>
    ask(
      new Proxy({}, { get: (_, method: string) => (path: string, carried: Carried) => answer(method, path, carried) }),
    );
