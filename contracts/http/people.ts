import { STAFF_ROLES } from '@stoa/domain/permissions';
import { VIEW_MINUTES } from '@stoa/domain/staff';
import { z } from 'zod';
import { AuditLineView } from './audit';
import { AskedInstant, Id, Instant, PageQuery, pageOf, Role, Zone } from './shared';

export const StaffRole = z.enum(STAFF_ROLES).meta({ id: 'StaffRole' });
const AccountState = z.enum(['active', 'unverified', 'disabled', 'erased']).meta({ id: 'AccountState' });

const Filters = {
  q: z
    .string()
    .trim()
    .min(1)
    .max(200)
    .optional()
    .meta({ description: 'a part of a name or e-mail address, or the id or code of a person or booking' }),
  role: Role.optional(),
  state: AccountState.optional(),
  country: z
    .string()
    .regex(/^[A-Z]{2}$/)
    .optional()
    .meta({ description: 'ISO 3166-1 alpha-2' }),
  from: AskedInstant.optional(),
  to: AskedInstant.optional(),
  sort: z.enum(['createdAt', '-createdAt', 'name', '-name']).default('-createdAt'),
};
export const ListPeopleQuery = PageQuery.extend(Filters);
export const ExportPeopleQuery = PageQuery.omit({ limit: true }).extend(Filters);

export const StaffPersonCard = z
  .object({
    id: Id,
    name: z.string(),
    email: z.string(),
    country: z.string().nullable(),
    roles: z.array(Role),
    state: AccountState,
    createdAt: Instant,
  })
  .meta({ id: 'StaffPersonCard' });
export const PeoplePage = pageOf(StaffPersonCard).meta({ id: 'PeoplePage' });

/** What of the staff's doing the person reads: who, by role alone; what, when and why. */
export const AccessLineView = z
  .object({ id: z.string(), at: Instant, role: StaffRole, action: z.string(), reason: z.string().nullable() })
  .meta({ id: 'AccessLine' });
export const AccessPage = pageOf(AccessLineView).meta({ id: 'AccessPage' });

export const PersonActionView = z
  .object({
    action: z.enum(['grant', 'revoke', 'disable', 'enable', 'impersonate']),
    /** of grant and revoke */
    role: StaffRole.nullable(),
    allowed: z.boolean(),
    /** error code that says why not */
    refusal: z.string().nullable(),
  })
  .meta({ id: 'PersonAction' });

export const StaffPersonView = StaffPersonCard.omit({ roles: true })
  .extend({
    zone: Zone,
    locale: z.string(),
    avatarUrl: z.string().nullable(),
    roles: z.array(
      z.object({ role: Role, grantedAt: Instant, grantedBy: z.object({ id: Id, name: z.string() }).nullable() }),
    ),
    devices: z.array(z.object({ id: Id, app: z.enum(['web', 'admin']), startedAt: Instant, lastSeenAt: Instant })),
    bookings: z.object({ asStudent: z.int(), asTutor: z.int() }),
    /** the latest of what the person reads in their own access log */
    access: z.array(AccessLineView),
    /** the latest lines about them; null for who may not read the audit log */
    audit: z.array(AuditLineView).nullable(),
    actions: z.array(PersonActionView),
    asOf: Instant,
  })
  .meta({ id: 'StaffPerson' });
export type StaffPersonView = z.output<typeof StaffPersonView>;
export type PersonActionView = z.output<typeof PersonActionView>;

export const Reason = z.string().trim().min(1).max(500).meta({ description: 'read by the person, and kept' });
export const ReasonBody = z.strictObject({ reason: Reason });
export const GrantBody = z.strictObject({ role: StaffRole, reason: Reason });
export const ImpersonateBody = z.strictObject({
  reason: Reason,
  minutes: z
    .int()
    .min(1)
    .default(VIEW_MINUTES)
    .meta({ description: "more than the house's longest look is refused by a code of its own" }),
});
export const ImpersonationView = z
  .object({
    id: Id,
    /** the page of the web app that takes the view over: once, within a minute; its code stands behind the # */
    url: z.string(),
    endsAt: Instant,
    asOf: Instant,
  })
  .meta({ id: 'Impersonation' });
