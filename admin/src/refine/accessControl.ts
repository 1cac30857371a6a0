import type { AccessControlProvider } from '@refinedev/core';
import { words } from '../words';
import { authProvider } from './authProvider';

/** Who sees which page. The API refuses by itself; this only spares people a door that stays shut. */
const BOOKS_OF_ACCOUNT: readonly string[] = ['admin', 'owner'];

export const accessControl: AccessControlProvider = {
  async can({ resource }) {
    if (resource !== 'trial-balance') return { can: true };
    const roles = ((await authProvider.getPermissions?.()) ?? []) as readonly string[];
    if (roles.some((role) => BOOKS_OF_ACCOUNT.includes(role))) return { can: true };
    return { can: false, reason: words.trial.forbidden };
  },
};
