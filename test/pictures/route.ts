/** How the frozen API is asked, and by what it answers. */
import type { Role } from '@stoa/contracts/http/shared';

export interface Asked {
  readonly params: readonly string[];
  readonly query: URLSearchParams;
  readonly body: unknown;
  /** who the cookie says it is, and as what they ask */
  readonly who: string;
  readonly role: Role;
}
export type Route = readonly [method: string, path: RegExp, answer: (asked: Asked) => unknown];
