import { useGetIdentity } from '@refinedev/core';
import type { MeView } from '@stoa/contracts/http/session';
import { isAllowed, type Permission, STAFF_ROLES, type StaffRole } from '@stoa/domain/permissions';

/** What it takes to open each page. The API refuses by itself; this only spares people a door that stays shut. */
export const TAKES = {
  bookings: 'booking.search',
  booking: 'booking.view',
  approvals: 'tutor.review',
  people: 'person.search',
  person: 'person.view',
  reviews: 'review.remove',
  subjects: 'subject.edit',
  audit: 'audit.read',
  trialBalance: 'books.view',
} as const satisfies Readonly<Record<string, Permission>>;
export type PageName = keyof typeof TAKES;

/** Whether whoever is signed in may do something; before it is known, nothing. */
export function useMay(): (permission: Permission) => boolean {
  const { data: me } = useGetIdentity<MeView>();
  return (permission) => me?.permissions.includes(permission) ?? false;
}

/** The roles that could open a page: whom to ask. */
export const rolesFor = (page: PageName): StaffRole[] => STAFF_ROLES.filter((role) => isAllowed(role, TAKES[page]));
