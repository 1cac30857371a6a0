import { ALL_PERMISSIONS } from '@stoa/domain/permissions';
import { z } from 'zod';
import { Currency, Id, Instant, Role, Zone } from './shared';

export const SignInBody = z.strictObject({ email: z.email().max(254), password: z.string().min(1).max(200) });
export const Permission = z.enum(ALL_PERMISSIONS).meta({ id: 'Permission' });
export const MeView = z
  .object({
    id: Id,
    name: z.string(),
    email: z.string(),
    mustEnrolTotp: z.boolean().meta({ description: 'staff: nothing else is open before the second step is on' }),
    emailVerified: z.boolean().meta({ description: 'without it nobody books or offers lessons' }),
    zone: Zone,
    locale: z.string(),
    currency: Currency.meta({ description: 'prices are shown in it where nothing else was asked for' }),
    avatarUrl: z.string().nullable(),
    roles: z.array(Role),
    actingAs: Role,
    /** what this sign-in may do as staff; empty in the web app */
    permissions: z.array(Permission),
    /** set while staff look with this person's eyes: nothing can be changed, and it ends by itself */
    impersonatedBy: z.object({ role: Role, endsAt: Instant }).nullable(),
    /** when the access token ends; the client refreshes before */
    accessEndsAt: Instant,
  })
  .meta({ id: 'Me' });
export type MeView = z.output<typeof MeView>;
export const TakeOverBody = z.strictObject({ code: z.string().min(20).max(100) });
export const ZoneBody = z.strictObject({ zone: Zone });
