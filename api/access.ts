import type { Role } from '@stoa/contracts/http/shared';
import type { Audience } from './operation';

export const EVERYBODY: readonly Role[] = ['student', 'tutor', 'support', 'admin', 'owner'];
export const PARTIES: readonly Role[] = ['student', 'tutor'];
export const STUDENTS: readonly Role[] = ['student'];
export const TUTORS: readonly Role[] = ['tutor'];
export const STAFF: readonly Role[] = ['support', 'admin', 'owner'];

/** Roles that a sign-in of each app can act in: a stolen cookie of the web app opens nothing of the console. */
export const ROLES_OF: Readonly<Record<Audience, readonly Role[]>> = { web: PARTIES, admin: STAFF };
