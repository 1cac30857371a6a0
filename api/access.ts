import type { Role } from '@stoa/contracts/http/shared';
import { STAFF_ROLES } from '@stoa/domain/permissions';

/** The front end that a sign-in belongs to. */
export type Audience = 'web' | 'admin';
/** How often a thing may be asked for; the numbers are the house's (`limits.ts`). */
export type RateClass = 'read' | 'write' | 'signIn' | 'refresh';

export const EVERYBODY: readonly Role[] = ['student', 'tutor', 'support', 'admin', 'owner'];
export const PARTIES: readonly Role[] = ['student', 'tutor'];
export const STUDENTS: readonly Role[] = ['student'];
export const TUTORS: readonly Role[] = ['tutor'];
export const STAFF: readonly Role[] = STAFF_ROLES;

/** Roles that a sign-in of each app can act in: a stolen cookie of the web app opens nothing of the console. */
export const ROLES_OF: Readonly<Record<Audience, readonly Role[]>> = { web: PARTIES, admin: STAFF };
