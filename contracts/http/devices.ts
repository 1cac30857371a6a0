import { z } from 'zod';
import { Id, Instant } from './shared';

export const DeviceView = z
  .object({
    id: Id,
    app: z.enum(['web', 'admin']),
    browser: z.string().nullable().meta({ description: 'null: the browser does not say' }),
    system: z.string().nullable(),
    network: z.string().meta({ description: 'where it was last signed in from, without the last part of the address' }),
    startedAt: Instant,
    lastUsedAt: Instant,
    current: z.boolean().meta({ description: 'the device that asks' }),
  })
  .meta({ id: 'Device' });
export const DeviceList = z.object({ items: z.array(DeviceView), asOf: Instant }).meta({ id: 'DeviceList' });
export type DeviceView = z.output<typeof DeviceView>;
export const DeviceParams = z.strictObject({ deviceId: Id });
