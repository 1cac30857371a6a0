import type { Role } from '@stoa/contracts/http/shared';

/** Who asks. */
export interface Person {
  readonly id: string;
  readonly actingAs: Role;
}
