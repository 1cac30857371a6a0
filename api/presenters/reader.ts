import type { Role } from '@stoa/contracts/http/shared';

/** Who looks, in which role, and when. */
export interface Reader {
  readonly id: string;
  readonly role: Role;
  /** epoch ms by the house's clock */
  readonly now: number;
}

export const isStaff = ({ role }: Pick<Reader, 'role'>): boolean => role !== 'student' && role !== 'tutor';
