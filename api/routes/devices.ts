import { DeviceList, DeviceParams } from '@stoa/contracts/http/devices';
import { endDevices, listDevices } from '../../db/queries/devices';
import { EVERYBODY } from '../access';
import { operation, type Operation } from '../operation';
import { presentDevice } from '../presenters/devices';
import { instant } from '../presenters/values';
import { Refusal } from '../refusal';
import { end } from '../signIns';

const tag = 'Devices';

const listMyDevices = operation(
  {
    id: 'listMyDevices',
    method: 'get',
    path: '/me/devices',
    tag,
    summary: 'Where the reader is signed in, the latest used first',
    answer: { status: 200, schema: DeviceList },
    access: EVERYBODY,
    rate: 'read',
  },
  async ({ me, now }, house) => {
    const devices = await listDevices(house.db, me.id, Date.now());
    return { items: devices.map((device) => presentDevice(device, me.familyId)), asOf: instant(now) };
  },
);

const endMyDevice = operation(
  {
    id: 'endMyDevice',
    method: 'delete',
    path: '/me/devices/{deviceId}',
    tag,
    summary: 'Sign one device out',
    params: DeviceParams,
    answer: { status: 204 },
    errors: ['device_not_found'],
    access: EVERYBODY,
    rate: 'write',
  },
  async ({ me, params, ctx, audience }, house) => {
    const reason = 'signed_out_elsewhere';
    const ended = await endDevices(house.db, { personId: me.id, reason, at: Date.now(), only: params.deviceId });
    if (ended === 0) throw new Refusal('device_not_found');
    if (params.deviceId === me.familyId) await end({ ctx, audience, house }, []);
  },
);

const signOutEverywhere = operation(
  {
    id: 'signOutEverywhere',
    method: 'delete',
    path: '/me/devices',
    tag,
    summary: 'Sign every device out, this one included',
    answer: { status: 204 },
    access: EVERYBODY,
    rate: 'write',
  },
  async ({ me, ctx, audience }, house) => {
    await endDevices(house.db, { personId: me.id, reason: 'signed_out_elsewhere', at: Date.now() });
    await end({ ctx, audience, house }, []);
  },
);

export const deviceOperations: readonly Operation[] = [listMyDevices, endMyDevice, signOutEverywhere];
