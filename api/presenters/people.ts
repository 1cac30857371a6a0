import type { AccessLineView, PersonActionView, StaffPersonCard, StaffPersonView } from '@stoa/contracts/http/people';
import type { ErrorCode } from '@stoa/domain/errors';
import { isAllowed, STAFF_ROLES, type StaffRole } from '@stoa/domain/permissions';
import {
  disableRefusal,
  enableRefusal,
  grantRefusal,
  impersonateRefusal,
  revokeRefusal,
  type StaffMember,
  type Subject,
} from '@stoa/domain/staff';
import type { z } from 'zod';
import type { AccessLine } from '../../db/queries/accessLog';
import type { AuditLine } from '../../db/queries/audit';
import type { StaffPerson, StaffPersonRow } from '../../db/queries/staffPeople';
import { presentAuditLine } from './audit';
import { instant } from './values';

/** A person in the staff's list. */
export function presentPersonCard(person: StaffPersonRow): z.output<typeof StaffPersonCard> {
  return { ...person, roles: [...person.roles], createdAt: instant(person.createdAt) };
}

export const PEOPLE_COLUMNS = ['id', 'name', 'email', 'country', 'roles', 'state', 'created_at'] as const;

/** The same person as a record of a file, in the order of `PEOPLE_COLUMNS`. */
export function personRecord(person: StaffPersonRow): (string | null)[] {
  const { id, name, email, country, roles, state, createdAt } = person;
  return [id, name, email, country, roles.join(' '), state, instant(createdAt)];
}

/** What somebody of the staff did, as the person reads it: the role and never the name. */
export function presentAccess({ hash, at, role, action, reason }: AccessLine): z.output<typeof AccessLineView> {
  return { id: hash, at: instant(at), role, action, reason };
}

function action(name: PersonActionView['action'], refusal: ErrorCode | null, role: StaffRole | null = null) {
  return { action: name, role, allowed: refusal === null, refusal };
}

/** What this reader may do with this person, and why not. */
function actionsOf(actor: StaffMember, subject: Subject): PersonActionView[] {
  return [
    ...STAFF_ROLES.map((role) =>
      subject.roles.includes(role)
        ? action('revoke', revokeRefusal(actor, subject, role), role)
        : action('grant', grantRefusal(actor, subject, role), role),
    ),
    subject.disabled
      ? action('enable', enableRefusal(actor, subject))
      : action('disable', disableRefusal(actor, subject)),
    action('impersonate', impersonateRefusal(actor, subject)),
  ];
}

export interface StaffPersonDetail {
  readonly person: StaffPerson;
  readonly actor: StaffMember;
  readonly subject: Subject;
  readonly access: readonly AccessLine[];
  readonly audit: readonly AuditLine[];
}

/** A person's page, for staff. */
export function presentStaffPerson(detail: StaffPersonDetail, now: number): StaffPersonView {
  const { person, actor, subject, access, audit } = detail;
  const { createdAt, roles, devices, bookings, ...rest } = person;
  return {
    ...rest,
    createdAt: instant(createdAt),
    roles: roles.map(({ grantedAt, ...role }) => ({ ...role, grantedAt: instant(grantedAt) })),
    devices: devices.map(({ id, app, startedAt, lastSeenAt }) => ({
      id,
      app,
      startedAt: instant(startedAt),
      lastSeenAt: instant(lastSeenAt),
    })),
    bookings: { ...bookings },
    access: access.map(presentAccess),
    audit: isAllowed(actor.actingAs, 'audit.read') ? audit.map(presentAuditLine) : null,
    actions: actionsOf(actor, subject),
    asOf: instant(now),
  };
}
