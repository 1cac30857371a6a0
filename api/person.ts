import type { Role } from '@stoa/contracts/http/shared';
import type { CurrencyCode } from '@stoa/domain/currency';

/** A person behind a valid sign-in. Read anew for every request, so that a lost role is lost at once. */
export interface SignedIn {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly emailVerified: boolean;
  /** staff who have yet to switch their second step on: nothing else is open to them */
  readonly mustEnrolTotp: boolean;
  readonly zone: string;
  readonly locale: string;
  readonly avatarUrl: string | null;
  readonly currency: CurrencyCode;
  readonly roles: readonly Role[];
  readonly familyId: string;
  /** who of the staff looks with this person's eyes, and until when (epoch ms); null: they themselves */
  readonly impersonation: { readonly role: Role; readonly endsAt: number } | null;
  /** epoch seconds */
  readonly accessEndsAt: number;
}

/** Who asks, in the role acted in. */
export interface Person extends SignedIn {
  readonly actingAs: Role;
}

/** The side of a lesson that somebody acts as, where an operation is open to those two alone. */
export const partyOf = ({ actingAs }: Pick<Person, 'actingAs'>): 'student' | 'tutor' =>
  actingAs === 'tutor' ? 'tutor' : 'student';
