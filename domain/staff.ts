import type { ErrorCode } from './errors';
import { isAllowed, isStaffRole, type Permission, type Role, type StaffRole } from './permissions';
import { POLICIES } from './policies';

/** Somebody of the staff, as the row says at the moment of the change. */
export interface StaffMember {
  readonly id: string;
  readonly actingAs: Role;
  /** whether they still hold the role they act in: a rival may have taken it meanwhile */
  readonly holdsIt: boolean;
}

/** The person something is done to. */
export interface Subject {
  readonly id: string;
  readonly roles: readonly Role[];
  readonly disabled: boolean;
  readonly erased: boolean;
  /** roles that nobody else with an open account holds */
  readonly lastOf: readonly Role[];
}

/** Roles without whose holder nobody could run the house any more. */
const NEVER_EMPTY: readonly Role[] = ['admin', 'owner'];

const mayAct = ({ actingAs, holdsIt }: StaffMember, permission: Permission): boolean =>
  holdsIt && isAllowed(actingAs, permission);

/** What everything that is done to a person asks first. */
function against(actor: StaffMember, subject: Subject, permission: Permission): ErrorCode | null {
  if (!mayAct(actor, permission)) return 'forbidden';
  if (actor.id === subject.id) return 'own_account';
  return subject.erased ? 'account_erased' : null;
}

const isLastOf = (subject: Subject, roles: readonly Role[]): boolean =>
  roles.some((role) => NEVER_EMPTY.includes(role) && subject.lastOf.includes(role));

/** Why a role of the staff cannot be granted; null: it can. An owner is made by an owner alone. */
export function grantRefusal(actor: StaffMember, subject: Subject, role: StaffRole): ErrorCode | null {
  const no = against(actor, subject, role === 'owner' ? 'owner.grant' : 'role.grant');
  if (no !== null) return no;
  if (subject.disabled) return 'account_disabled';
  return subject.roles.includes(role) ? 'role_already_held' : null;
}

/** Why a role of the staff cannot be taken away; null: it can. The last owner and the last admin stay. */
export function revokeRefusal(actor: StaffMember, subject: Subject, role: StaffRole): ErrorCode | null {
  const no = against(actor, subject, role === 'owner' ? 'owner.revoke' : 'role.revoke');
  if (no !== null) return no;
  if (!subject.roles.includes(role)) return 'role_not_granted';
  return isLastOf(subject, [role]) ? 'role_last_holder' : null;
}

/** An owner's account is closed and opened by an owner alone: it would be another way to take the role. */
const overOwners = (subject: Subject, permission: Permission): Permission =>
  subject.roles.includes('owner') ? 'owner.revoke' : permission;

/** Why an account cannot be closed for sign-ins; null: it can. */
export function disableRefusal(actor: StaffMember, subject: Subject): ErrorCode | null {
  const no = against(actor, subject, overOwners(subject, 'person.disable'));
  if (no !== null) return no;
  if (subject.disabled) return 'account_disabled';
  return isLastOf(subject, subject.roles) ? 'role_last_holder' : null;
}

/** Why an account cannot be opened again; null: it can. */
export function enableRefusal(actor: StaffMember, subject: Subject): ErrorCode | null {
  const no = against(actor, subject, overOwners(subject, 'person.disable'));
  return no ?? (subject.disabled ? null : 'account_not_disabled');
}

/** How long a look with somebody's eyes is meant to be, minutes: the shortest that staff are offered. */
export const VIEW_MINUTES = POLICIES.viewAs.choicesMinutes[0];

/**
 * Why nobody may look with this person's eyes for so long; null: they may. Never with a colleague's.
 * @param minutes whole ones, 1 or more
 */
export function impersonateRefusal(
  actor: StaffMember,
  subject: Subject,
  minutes: number = VIEW_MINUTES,
): ErrorCode | null {
  const no = against(actor, subject, 'person.impersonate');
  if (no !== null) return no;
  if (subject.roles.some(isStaffRole)) return 'impersonation_of_staff';
  if (subject.disabled) return 'account_disabled';
  return minutes > POLICIES.viewAs.maxMinutes ? 'impersonation_too_long' : null;
}
