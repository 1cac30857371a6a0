import { type AccessControlProvider, useGetIdentity } from '@refinedev/core';
import type { MeView } from '@stoa/contracts/http/session';
import { words } from '../words';
import { authProvider } from './authProvider';

/** Who sees which page. The API refuses by itself; this only spares people a door that stays shut. */
const BOOKS_OF_ACCOUNT: readonly string[] = ['admin', 'owner'];

/** What it takes to see the other lists. */
const TAKES: Readonly<Record<string, string>> = {
  approvals: 'tutor.review',
  people: 'person.search',
  reviews: 'review.remove',
  subjects: 'subject.edit',
  audit: 'audit.read',
};

/** Whether whoever is signed in may do something; before it is known, nothing. */
export function useMay(): (permission: string) => boolean {
  const { data: me } = useGetIdentity<MeView>();
  return (permission) => me?.permissions.some((held) => held === permission) ?? false;
}

/** The pages that whoever is signed in may open. */
export function usePages(): (resource: string) => boolean {
  const may = useMay();
  return (resource) => may(TAKES[resource] ?? '');
}

export const accessControl: AccessControlProvider = {
  async can({ resource }) {
    if (resource !== 'trial-balance') return { can: true };
    const roles = ((await authProvider.getPermissions?.()) ?? []) as readonly string[];
    if (roles.some((role) => BOOKS_OF_ACCOUNT.includes(role))) return { can: true };
    return { can: false, reason: words.trial.forbidden };
  },
};
