import type { ResourceProps } from '@refinedev/core';
import { words } from './words';

/** What the console shows; each is a folder here and a resource of the data provider. */
export const resources: ResourceProps[] = [
  { name: 'bookings', list: '/', show: '/bookings/:id', meta: { label: words.nav.bookings } },
  { name: 'trial-balance', list: '/trial-balance', meta: { label: words.nav.trialBalance } },
];
