import { CURRENCIES, type CurrencyCode } from './currency';

/** A role a person can hold. */
export type Role = 'student' | 'tutor' | 'support' | 'admin' | 'owner';

/** What staff may be allowed to do: a verb on a resource, with the words of the page that lists it. */
export const PERMISSIONS = {
  'person.search': 'find people by name, address, id or booking',
  'person.view': "open a person's page; it leaves a line in that person's access log",
  'person.impersonate': "look at the web app with a person's eyes, read-only and for a short time",
  'person.export': 'take a list of people out as a file',
  'person.disable': 'close an account for sign-ins, and open it again',
  'person.erase': 'erase an account at its owner’s wish',
  'role.grant': 'give a role to somebody else',
  'role.revoke': 'take a role from somebody else',
  'owner.grant': 'make an owner',
  'owner.revoke': 'take the owner’s role from another owner',
  'tutor.review': "judge a tutor's submission",
  'tutor.suspend': 'suspend a tutor',
  'tutor.liftSuspension': 'lift a suspension',
  'tutor.archive': 'archive a tutor',
  'strike.excuse': 'excuse a strike',
  'review.remove': 'remove a review, with a reason everybody reads',
  'subject.edit': 'add, rename and retire subjects',
  'audit.read': 'read the audit log',
  'audit.export': 'take the audit log out as a file',
  'booking.search': 'find bookings of everybody',
  'booking.view': 'open a booking with its workflow, payments and postings',
  'booking.cancel': 'cancel a booking for its parties',
  'booking.retry': 'try again what is owed at the card company',
  'books.view': 'read the trial balance',
  'money.goodwill': "give money of the house's own, within the limits below",
} as const satisfies Readonly<Record<string, string>>;

export type Permission = keyof typeof PERMISSIONS;

const SUPPORT: readonly Permission[] = [
  'person.search',
  'person.view',
  'person.impersonate',
  'review.remove',
  'booking.search',
  'booking.view',
  'booking.cancel',
  'booking.retry',
  'books.view',
  'money.goodwill',
];
const ADMIN: readonly Permission[] = [
  ...SUPPORT,
  'person.export',
  'person.disable',
  'person.erase',
  'role.grant',
  'role.revoke',
  'tutor.review',
  'tutor.suspend',
  'tutor.liftSuspension',
  'tutor.archive',
  'strike.excuse',
  'subject.edit',
  'audit.read',
  'audit.export',
];

/** Which role may do what; parties need no permission for what is their own. */
const OF_ROLE: Readonly<Record<Role, ReadonlySet<Permission>>> = {
  student: new Set(),
  tutor: new Set(),
  support: new Set(SUPPORT),
  admin: new Set(ADMIN),
  owner: new Set([...ADMIN, 'owner.grant', 'owner.revoke']),
};

export const ALL_PERMISSIONS = Object.keys(PERMISSIONS) as readonly Permission[];

/** The roles of the staff, the weakest first. */
export const STAFF_ROLES = ['support', 'admin', 'owner'] as const satisfies readonly Role[];

export type StaffRole = (typeof STAFF_ROLES)[number];

/** Whether a role is one of the staff's. */
export const isStaffRole = (role: Role): role is StaffRole => (STAFF_ROLES as readonly Role[]).includes(role);

/** Whether somebody who acts in this role may do it. Source: domain page, sections 1 and 4. */
export function isAllowed(role: Role, permission: Permission): boolean {
  return OF_ROLE[role].has(permission);
}

/** Everything a role may do, in the order of the table. */
export function permissionsFor(role: Role): Permission[] {
  return ALL_PERMISSIONS.filter((permission) => isAllowed(role, permission));
}

/** Amounts in minor units that somebody of the staff may choose alone; above, a second person decides. */
export interface MoneyLimits {
  readonly perBookingMinor: number;
  /** null: no limit by the day */
  readonly perDayMinor: number | null;
}

/**
 * What a role may choose of money, per booking and day, in a currency. It limits what staff choose, never what a rule
 * gives. The owner has the admin's limit: what is above needs two people, whoever they are. Source: domain page, section 4,
 * amounts from the currency table.
 */
export function moneyLimitsFor(role: StaffRole, currency: CurrencyCode): MoneyLimits {
  const row = CURRENCIES[currency];
  if (role === 'support') return { perBookingMinor: row.supportPerBookingMinor, perDayMinor: row.supportPerDayMinor };
  return { perBookingMinor: row.adminPerBookingMinor, perDayMinor: null };
}
