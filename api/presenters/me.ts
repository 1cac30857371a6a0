import type { MeView } from '@stoa/contracts/http/session';
import type { Person } from '../person';
import { instant } from './values';

/** A person to themselves: the only view that holds an e-mail address. */
export function presentMe({ id, name, email, zone, locale, roles, actingAs, accessEndsAt }: Person): MeView {
  return { id, name, email, zone, locale, roles: [...roles], actingAs, accessEndsAt: instant(accessEndsAt * 1000) };
}
