import type { MeView } from '@stoa/contracts/http/session';
import { ALL_PERMISSIONS, isAllowed, isStaffRole } from '@stoa/domain/permissions';
import type { Person } from '../person';
import { instant } from './values';

/** What the sign-in may do in any of its roles: the router takes the first that is allowed. None in the web app. */
function permissionsOf({ roles, actingAs }: Person): MeView['permissions'] {
  if (!isStaffRole(actingAs)) return [];
  return ALL_PERMISSIONS.filter((permission) => roles.some((role) => isAllowed(role, permission)));
}

/** A person to themselves: the only view that holds an e-mail address. */
export function presentMe(me: Person): MeView {
  const { id, name, email, emailVerified, zone, locale, currency, avatarUrl, roles, actingAs } = me;
  return {
    id,
    name,
    email,
    emailVerified,
    mustEnrolTotp: me.mustEnrolTotp,
    zone,
    locale,
    currency,
    avatarUrl,
    roles: [...roles],
    actingAs,
    permissions: permissionsOf(me),
    impersonatedBy: me.impersonation && { role: me.impersonation.role, endsAt: instant(me.impersonation.endsAt) },
    accessEndsAt: instant(me.accessEndsAt * 1000),
  };
}
