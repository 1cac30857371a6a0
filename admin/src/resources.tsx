import type { ResourceProps } from '@refinedev/core';
import { words } from './words';

const t = words.nav;

/** What the console shows; each is a folder here and a resource of the data provider. */
export const resources: ResourceProps[] = [
  { name: 'bookings', list: '/', show: '/bookings/:id', meta: { label: t.bookings } },
  { name: 'approvals', list: '/approvals', show: '/approvals/:id', meta: { label: t.approvals } },
  { name: 'people', list: '/people', show: '/people/:id', meta: { label: t.people } },
  { name: 'reviews', list: '/reviews', meta: { label: t.reviews } },
  { name: 'subjects', list: '/subjects', meta: { label: t.subjects } },
  { name: 'audit', list: '/audit', meta: { label: t.audit } },
  { name: 'trial-balance', list: '/trial-balance', meta: { label: t.trialBalance } },
];
